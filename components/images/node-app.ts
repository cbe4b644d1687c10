import type { Dockerfile, Instruction, PinnedImage } from "./dockerfile.ts";

export interface NodeAppArgs {
  readonly name: string;
  /** Its package's folder in the npm workspace that is built from. */
  readonly folder: string;
  /** Version of what is built. */
  readonly version: string;
  readonly base: PinnedImage;
  readonly port: number;
  /** Who answers for it. */
  readonly owner: string;
}

/** Nobody on any host: above the range that distributions give to people and services. */
export const APP_UID = 10_001;
/** What all apps share: the workspace's package beside them. */
const RUNTIME = "runtime";
/** Answers 200 while the app's process turns over: the same as the cluster's liveness probe. */
export const HEALTH_PATH = "/livez";
/** Where the image says what is in it (CycloneDX). */
export const SBOM_PATH = "/usr/share/sbom/app.cdx.json";

/**
 * The image of a Node app, a package of an npm workspace (apps/package.json): its lock file is what is installed, for this
 * package and no other. Node runs the TypeScript as it is, by stripping types, so nothing is compiled. What runs has the
 * app, its run-time dependencies and the list of them, belongs to root, and is read by a user that may write nowhere.
 */
export function nodeApp({ name, folder, version, base, port, owner }: NodeAppArgs): Dockerfile {
  const copied = (path: string): Instruction => ({ do: "copy", sources: [path], to: path });
  return {
    stages: [
      {
        name: "build",
        from: base,
        instructions: [
          { do: "workdir", path: "/src" },
          // Dependencies first: they change less often than sources, and their layer is kept.
          { do: "copy", sources: ["package.json", "package-lock.json"], to: "./" },
          copied(`${RUNTIME}/package.json`),
          copied(`${folder}/package.json`),
          {
            do: "run",
            command: [`npm ci --omit=dev --ignore-scripts --no-audit --no-fund --workspace ${folder}`],
            cache: "/root/.npm",
          },
          copied(RUNTIME),
          copied(folder),
          {
            do: "run",
            command: [
              "mkdir /sbom",
              `npm sbom --sbom-format=cyclonedx --omit=dev --workspace ${folder} > /sbom/app.cdx.json`,
            ],
          },
        ],
      },
      {
        name: "run",
        from: base,
        instructions: [
          { do: "env", values: { NODE_ENV: "production", PORT: String(port) } },
          { do: "copy", from: "build", sources: ["/src"], to: "/app" },
          { do: "copy", from: "build", sources: ["/sbom"], to: "/usr/share/sbom" },
          { do: "workdir", path: `/app/${folder}` },
          { do: "expose", port },
          { do: "user", uid: APP_UID, gid: APP_UID },
        ],
      },
    ],
    labels: labelsOf({ name, version, base, owner }),
    check: {
      // The base image has no curl; Node asks itself.
      command: [
        "node",
        "-e",
        `fetch("http://127.0.0.1:${port}${HEALTH_PATH}").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`,
      ],
      intervalSeconds: 10,
      timeoutSeconds: 3,
      startSeconds: 15,
      retries: 3,
    },
    // Not npm: it would take the signal that ends the container and not hand it on. A young generation of 16 MiB for each
    // half, Node's default, is a third of the smallest container.
    entrypoint: ["node", "--max-semi-space-size=2", "."],
  };
}

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md, and where the list of contents lies. */
function labelsOf({
  name,
  version,
  base,
  owner,
}: Omit<NodeAppArgs, "port" | "folder">): Record<string, string> {
  return {
    "org.opencontainers.image.title": name,
    "org.opencontainers.image.version": version,
    "org.opencontainers.image.vendor": owner,
    "org.opencontainers.image.base.name": base.name,
    "org.opencontainers.image.base.digest": base.digest,
    "hougu.sbom.format": "CycloneDX",
    "hougu.sbom.path": SBOM_PATH,
  };
}

import type { Dockerfile, PinnedImage } from "./dockerfile.ts";

export interface NodeAppArgs {
  readonly name: string;
  /** Version of what is built. */
  readonly version: string;
  readonly base: PinnedImage;
  readonly port: number;
  /** Who answers for it. */
  readonly owner: string;
}

/** Nobody on any host: above the range that distributions give to people and services. */
export const APP_UID = 10_001;
/** Answers 200 when the app serves. */
export const HEALTH_PATH = "/health";
/** Where the image says what is in it (CycloneDX). */
export const SBOM_PATH = "/usr/share/sbom/app.cdx.json";

/**
 * The image of a Node app. Built with all tools in one stage; what runs has the app, its run-time dependencies and the
 * list of them, belongs to root, and is read by a user that may write nowhere.
 */
export function nodeApp({ name, version, base, port, owner }: NodeAppArgs): Dockerfile {
  return {
    stages: [
      {
        name: "build",
        from: base,
        instructions: [
          { do: "workdir", path: "/src" },
          // Dependencies first: they change less often than sources, and their layer is kept.
          { do: "copy", sources: ["package.json", "package-lock.json"], to: "./" },
          { do: "run", command: ["npm ci --no-audit --no-fund"], cache: "/root/.npm" },
          { do: "copy", sources: ["."], to: "./" },
          {
            do: "run",
            command: [
              "npm run build --if-present",
              "npm prune --omit=dev --no-audit --no-fund",
              "mkdir /sbom",
              "npm sbom --sbom-format=cyclonedx --omit=dev > /sbom/app.cdx.json",
            ],
          },
        ],
      },
      {
        name: "run",
        from: base,
        instructions: [
          { do: "env", values: { NODE_ENV: "production", PORT: String(port) } },
          { do: "workdir", path: "/app" },
          { do: "copy", from: "build", sources: ["/src"], to: "/app" },
          { do: "copy", from: "build", sources: ["/sbom"], to: "/usr/share/sbom" },
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
    // Not npm: it would take the signal that ends the container and not hand it on.
    entrypoint: ["node", "--enable-source-maps", "."],
  };
}

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md, and where the list of contents lies. */
function labelsOf({ name, version, base, owner }: Omit<NodeAppArgs, "port">): Record<string, string> {
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

/** An image by its digest: `docker.io/library/node:24-bookworm-slim@sha256:...`. */
export interface PinnedImage {
  /** Name with the tag that people read. */
  readonly name: string;
  /** `sha256:` and 64 digits: what is really taken. */
  readonly digest: string;
}

/** One instruction; a union, so that a Dockerfile has no word that a builder doesn't know. */
export type Instruction =
  | { readonly do: "workdir"; readonly path: string }
  | { readonly do: "run"; readonly command: readonly string[]; readonly cache?: string }
  | { readonly do: "copy"; readonly sources: readonly string[]; readonly to: string; readonly from?: string }
  | { readonly do: "env"; readonly values: Readonly<Record<string, string>> }
  | { readonly do: "expose"; readonly port: number }
  | { readonly do: "user"; readonly uid: number; readonly gid: number };

export interface Stage {
  readonly name: string;
  readonly from: PinnedImage;
  readonly instructions: readonly Instruction[];
}

/** How anybody finds out that a container is healthy. */
export interface ContainerCheck {
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly startSeconds: number;
  readonly retries: number;
}

/** A multi-stage Dockerfile as a value. What runs is the last stage. */
export interface Dockerfile {
  readonly stages: readonly [Stage, ...Stage[]];
  readonly labels: Readonly<Record<string, string>>;
  readonly check: ContainerCheck;
  readonly entrypoint: readonly string[];
}

const PINNED = /^(.+)@(sha256:[0-9a-f]{64})$/;

/** @throws RangeError when the text has no digest, which the configuration refuses before */
export function pinnedImage(text: string): PinnedImage {
  const [, name, digest] = PINNED.exec(text) ?? [];
  if (name === undefined || digest === undefined) {
    throw new RangeError(`${text}: an image by its digest is wanted, name:tag@sha256:...`);
  }
  return { name, digest };
}

/**
 * The text that a builder reads.
 * @throws RangeError when the last stage would run as root, or a stage copies from one that isn't before it
 */
export function renderDockerfile({ stages, labels, check, entrypoint }: Dockerfile): string {
  const last = stages.at(-1) as Stage;
  if (!last.instructions.some((one) => one.do === "user" && one.uid > 0)) {
    throw new RangeError(`the stage ${last.name} runs as root: say { do: "user" } with a uid above 0`);
  }
  const known = new Set<string>();
  const parts = stages.map((stage) => {
    for (const one of stage.instructions) {
      if (one.do === "copy" && one.from !== undefined && !known.has(one.from)) {
        throw new RangeError(`the stage ${stage.name} copies from ${one.from}, which isn't before it`);
      }
    }
    known.add(stage.name);
    const own = stage.instructions.map(rendered);
    return [`FROM ${stage.from.name}@${stage.from.digest} AS ${stage.name}`, ...own].join("\n");
  });
  const end = [
    `LABEL ${Object.keys(labels)
      .sort()
      .map((name) => `${name}=${JSON.stringify(labels[name])}`)
      .join(" \\\n      ")}`,
    `HEALTHCHECK --interval=${check.intervalSeconds}s --timeout=${check.timeoutSeconds}s --start-period=${check.startSeconds}s --retries=${check.retries} \\\n  CMD ${JSON.stringify(check.command)}`,
    `ENTRYPOINT ${JSON.stringify(entrypoint)}`,
  ];
  return `# syntax=docker/dockerfile:1\n# Made by Hougu. Change the program, not this file.\n${parts.join("\n\n")}\n${end.join("\n")}\n`;
}

function rendered(one: Instruction): string {
  switch (one.do) {
    case "workdir":
      return `WORKDIR ${one.path}`;
    case "run": {
      // A cache of the builder's, never a layer of the image.
      const mount = one.cache === undefined ? "" : `--mount=type=cache,target=${one.cache} `;
      return `RUN ${mount}${one.command.join(" \\\n && ")}`;
    }
    case "copy":
      return `COPY ${one.from === undefined ? "" : `--from=${one.from} `}${one.sources.join(" ")} ${one.to}`;
    case "env":
      return `ENV ${Object.entries(one.values)
        .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
        .join(" ")}`;
    case "expose":
      return `EXPOSE ${one.port}`;
    case "user":
      return `USER ${one.uid}:${one.gid}`;
  }
}

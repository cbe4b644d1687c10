import type { MiniProgramName } from "./environment.ts";

/** An app that runs from an image of our own. */
export interface AppSettings {
  readonly name: string;
  /** Folder with its sources, from the project's root: a package of the npm workspace in the folder above. */
  readonly context: string;
  /** Whose broker and rooms its containers serve: a container belongs to one mini-program. */
  readonly miniProgram: MiniProgramName;
  /** Port on which it listens, in the container and on its host alike. */
  readonly port: number;
  /** Containers on Docker hosts; 0 where the image alone is wanted, for a cluster. */
  readonly replicas: number;
  readonly memoryMiB: number;
}

/** A machine with a Docker daemon. */
export interface DockerHostSettings {
  readonly name: string;
  /** How its daemon is reached: `ssh://user@host`. */
  readonly url: string;
  /** Memory for containers. */
  readonly memoryGiB: number;
}

/** Images of the apps, where they are kept, and where their containers run without a cluster. */
export interface ImageSettings {
  /** Image that every app's begins with, by digest. */
  readonly base: string;
  /** `personal`: free, without a promise. `enterprise`: an instance of one's own, inside the VPC. */
  readonly registry: "personal" | "enterprise";
  /** Tag of what is built, e.g. a release's version; never `latest`. */
  readonly tag: string;
  readonly apps: readonly AppSettings[];
  readonly dockerHosts: readonly DockerHostSettings[];
}

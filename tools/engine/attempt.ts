import type { Localized } from "../../components/locale/localized.ts";

/** The ways to an engine, in the order in which they are tried. */
export const ORIGINS = ["path", "cache", "download", "build"] as const;
export type Origin = (typeof ORIGINS)[number];

/** A usable Pulumi CLI with a language host for Node programs. */
export interface Engine {
  /** Without a leading `v`, e.g. `3.259.0`. */
  readonly version: string;
  /** The folder whose `bin/` holds `pulumi`: what `PulumiCommand.get({ root })` wants. */
  readonly root: string;
  readonly origin: Origin;
  /** To be added to the environment of every `pulumi` that is started. */
  readonly env: Readonly<Record<string, string>>;
}

/** Why one way leads nowhere here, and what the reader can do about it. */
export interface Obstacle {
  readonly problem: Localized;
  /** A command or a sentence. */
  readonly remedy: Localized;
}

export type Attempt = { readonly engine: Engine } | { readonly obstacle: Obstacle };

/** The variables of a process; those of `process.env` unless a test says otherwise. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a long way is doing. `done` and `total` are counts of the same thing, where there is something to count. */
export interface EngineProgress {
  readonly origin: Origin;
  readonly text: Localized;
  readonly done?: number;
  readonly total?: number;
}

export type Report = (progress: EngineProgress) => void;

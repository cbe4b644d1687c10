import type { Finding } from "../finding.ts";
import type { Sections } from "../schema/sections.ts";

/** The sections whose shape is right; a rule looks at what is there and says nothing about the rest. */
export type Draft = Partial<Sections>;

/** A relation between values that a schema can't say. `written`: keys that stand in the configuration, right or wrong. */
export type Rule = (draft: Draft, written: ReadonlySet<string>) => Iterable<Finding>;

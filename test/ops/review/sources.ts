import { readFileSync } from "node:fs";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import type { ReviewSource, Side } from "../../../ops/review/model.ts";
import type { PlannedChange, PlannedStep, Properties } from "../../../ops/review/plan.ts";
import { planOf } from "../../../ops/review/plan.ts";
import { dependenciesOf, type World, worldOf } from "../../../ops/review/world.ts";
import type { ExportedStack } from "../../../ops/stack/deployment.ts";

/**
 * What the real engine (v3.259.0) sent for dev on the sandbox when nginx's keepalive_timeout went from 65 to 75 seconds,
 * and the state, cut down to the edges; user data is a short one.
 */
export function recordedReview(): ReviewSource {
  const text = readFileSync(new URL("./recorded/nginx-timeout.json", import.meta.url), "utf8");
  const { events, state } = JSON.parse(text) as { events: readonly EngineEvent[]; state: ExportedStack };
  return {
    ...reviewed(side(), { plan: planOf(events), findings: [] }, worldOf(state)),
    dependencies: dependenciesOf(state),
  };
}

/** A review of two sides against a state of which nobody knows what depends on what. */
export function reviewed(base: Side, head: Side, state: World = new Map()): ReviewSource {
  return {
    stack: "dev",
    baseRef: "main",
    base,
    head,
    state,
    dependencies: new Map(),
    accepted: [],
    notes: [],
  };
}

export function side(...steps: readonly PlannedStep[]): Side {
  return { plan: new Map(steps.map((step) => [step.urn, step])), findings: [] };
}

interface StepFacts {
  readonly type?: string;
  readonly before?: Properties;
  readonly after?: Properties;
  readonly properties?: readonly string[];
  readonly forcedBy?: readonly string[];
  readonly service?: string;
}

export const RDS = "alicloud:rds/instance:Instance";
export const RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule";
export const ECS = "alicloud:ecs/instance:Instance";

export function step(change: PlannedChange, name: string, facts: StepFacts = {}): PlannedStep {
  const { type = "alicloud:ecs/eipAddress:EipAddress", service, properties = [], forcedBy = [] } = facts;
  const tags = service === undefined ? {} : { tags: { service, owner: `${service}-team` } };
  return {
    urn: urn(name, type),
    type,
    name,
    change,
    properties: [...properties, ...forcedBy],
    forcedBy,
    deleteFirst: false,
    before: { ...tags, ...facts.before },
    after: change === "delete" ? {} : { ...tags, ...facts.after },
  };
}

export function urn(name: string, type: string): string {
  return `urn:pulumi:dev::hougu::${type}::${name}`;
}

/** What exists, out of what steps say that there was. */
export function existing(...steps: readonly PlannedStep[]): World {
  return new Map(
    steps.map(({ urn: at, type, name, before }) => [at, { urn: at, type, name, properties: before }]),
  );
}

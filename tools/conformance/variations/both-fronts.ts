import type { PulumiFn, Stack } from "@pulumi/pulumi/automation/index.js";
import { differences, PROVIDER_FORGETS } from "../differences.ts";
import type { Judge } from "../judge.ts";
import { type Disagreement, disagreements, resourcesOf } from "../life/agreement-of-fronts.ts";
import { beginLife } from "../life/whole-life.ts";
import { startTrial } from "../trial.ts";
import { type Given, varied } from "./variation.ts";

/** What a front refused, and in which words. */
export interface Refusal {
  /** `<type> <name>` */
  readonly resource: string;
  readonly message: string;
  readonly given: readonly Given[];
}

/** What became of one variation of a program. */
export interface Compared {
  readonly program: string;
  readonly seed: number;
  readonly given: readonly Given[];
  /** Inputs that obey the facts and that the sandbox's rules refuse: left out of the comparison. */
  readonly refused: readonly Refusal[];
  /** Inputs that the plugin takes and the real provider on the API doesn't. */
  readonly refusedByProvider: readonly Refusal[];
  readonly resources: number;
  readonly found: readonly Disagreement[];
  /** What the real provider would change again right after it has made it: `<type> <property>`. */
  readonly unsettled: readonly string[];
}

/** A variation that is refused again and again has something wrong with it that no single resource explains. */
const MOST_TRIES = 12;

/** Sends the same variation of a program through both fronts. */
export async function throughBothFronts(
  judge: Judge,
  { name, program, seed }: { readonly name: string; readonly program: PulumiFn; readonly seed: number },
): Promise<Compared> {
  const left = new Set<string>();
  const [refused, refusedByProvider]: [Refusal[], Refusal[]] = [[], []];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const given: Given[] = [];
    const plugin = await startTrial({
      judges: [],
      standIns: { providers: ["alicloud"], vcenters: [] },
      stackName: name,
      program: varied(program, { seed, left, given }),
    });
    try {
      const ours = await refusalOf(plugin.stack, given);
      if (ours) {
        refused.push(leave(ours, left));
        continue;
      }
      const life = await beginLife({
        judge,
        stackName: name,
        program: varied(program, { seed, left, given: [] }),
      });
      try {
        const theirs = await refusalOf(life.stack, given);
        if (theirs) {
          refusedByProvider.push(leave(theirs, left));
          continue;
        }
        const unsettled = (await differences(life.stack, PROVIDER_FORGETS)).flatMap(
          ({ token, properties, operation }) =>
            properties.length === 0
              ? [`${token} (${operation})`]
              : properties.map((property) => `${token} ${property}`),
        );
        const [inPlugin, inProvider] = [await resourcesOf(plugin.stack), await resourcesOf(life.stack)];
        return {
          program: name,
          seed,
          given,
          refused,
          refusedByProvider,
          resources: inPlugin.length,
          found: disagreements(inPlugin, inProvider),
          unsettled,
        };
      } finally {
        life.close();
      }
    } finally {
      plugin.close();
    }
  }
  throw new Error(
    `${name}, seed ${seed}: refused ${MOST_TRIES} times, last: ${JSON.stringify([...refused, ...refusedByProvider].at(-1))}`,
  );
}

/** e.g. `alicloud:wafv3/`. */
const moduleOf = (token: string): string => token.slice(0, token.indexOf("/") + 1);

const inModuleOf =
  (token: string) =>
  ({ type }: Given): boolean =>
    type.startsWith(moduleOf(token));

/**
 * The inputs of what is refused stay as the program has them from now on; where it has them already, those of all its kind,
 * then those of all its service: one may stand in another's way. @throws when they all have them already
 */
function leave(refusal: Refusal, left: Set<string>): Refusal {
  if (refusal.given.length === 0)
    throw new Error(`${refusal.resource} is refused as it is: ${refusal.message}`);
  for (const { type, name } of refusal.given) left.add(`${type} ${name}`);
  return refusal;
}

/** Brings a stack up. @returns what was refused first, if anything was */
async function refusalOf(stack: Stack, given: readonly Given[]): Promise<Refusal | undefined> {
  const errors: { urn: string; message: string }[] = [];
  try {
    await stack.up({
      onEvent: ({ diagnosticEvent }) => {
        if (diagnosticEvent?.severity === "error" && diagnosticEvent.urn?.includes("alicloud:")) {
          errors.push({ urn: diagnosticEvent.urn, message: diagnosticEvent.message });
        }
      },
    });
    return undefined;
  } catch (error) {
    const first = errors[0];
    if (!first) throw error;
    const [, , type = "", name = ""] = first.urn.split("::");
    const token = type.split("$").at(-1) ?? type;
    const own = given.filter((one) => one.type === token && one.name === name);
    return {
      resource: `${token} ${name}`,
      message: first.message.trim(),
      given:
        [own, given.filter((one) => one.type === token), given.filter(inModuleOf(token))].find(
          ({ length }) => length > 0,
        ) ?? [],
    };
  }
}

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { checkInputs, type Properties, withDefaults } from "../../sandbox/facts/facts.ts";
import { requireFacts } from "../../sandbox/facts/load.ts";
import { type Inputs, validInputs } from "../../test/facts/inputs-arbitrary.ts";
import { mutationsOf } from "../../test/facts/mutations.ts";
import { type Checked, ProviderClient } from "./provider-client.ts";

/** How far `checkInputs` and `withDefaults` agree with the real provider on generated inputs. */
export interface Agreement {
  /** Inputs that obey the facts and that the provider takes as they are, with the same defaults. */
  readonly accepted: number;
  /** Inputs that obey the facts and that the provider refuses for something that its schema doesn't tell. */
  readonly stricter: number;
  /** Wrong inputs that both refuse. */
  readonly refused: number;
}

/** How many inputs of each type are tried; with every mistake made in each it is some ten thousand in all. */
const SAMPLES = 6;
/** The same inputs every time, so that a run can be repeated. */
const SEED = 20261124;

/** The provider's words for what the facts know as well; another objection comes from a validator that they lack. */
const KNOWN_TO_FACTS =
  /to be one of \[|to be in the range|conflicts with|Missing required|invalid or unknown key|must be specified|can be specified|cannot be set|attribute supports|REMOVED/;

/**
 * Compares on generated inputs of each type.
 * @throws with every disagreement, at most 40.
 */
export async function agreement(executable: string, tokens: readonly string[]): Promise<Agreement> {
  const provider = await ProviderClient.start(executable);
  const counts = { accepted: 0, stricter: 0, refused: 0 };
  const disagreements: string[] = [];
  const say = (token: string, what: string, detail: unknown): void => {
    disagreements.push(`${token}: ${what}: ${JSON.stringify(detail)}`);
  };
  try {
    for (const token of tokens) {
      const facts = judgedFactsOf(token);
      for (const inputs of fc.sample(validInputs(facts), { numRuns: SAMPLES, seed: SEED })) {
        const problems = checkInputs(token, inputs);
        if (problems.length > 0) {
          say(token, "checkInputs refuses generated inputs", problems);
        }
        const answer = await answered(provider, token, inputs);
        judgeValid(token, inputs, answer, counts, say);
        const mistakes = mutationsOf(facts, inputs).map(async (mutation) => {
          const wrong = mutation.apply(inputs);
          const refusal = await answered(provider, token, wrong);
          if (refusal === "refused" || refusal.failures.length > 0) {
            counts.refused += 1;
          } else {
            say(token, `the provider accepts ${mutation.what} at ${mutation.path}`, wrong);
          }
        });
        await Promise.all(mistakes);
      }
    }
  } finally {
    provider.close();
  }
  if (disagreements.length > 0) {
    throw new Error(`${disagreements.length} disagreements\n${disagreements.slice(0, 40).join("\n")}`);
  }
  return counts;
}

function judgeValid(
  token: string,
  inputs: Inputs,
  answer: Checked | "refused",
  counts: { accepted: number; stricter: number },
  say: (token: string, what: string, detail: unknown) => void,
): void {
  if (answer === "refused") {
    say(token, "the provider can't read generated inputs", inputs);
    return;
  }
  const known = answer.failures.filter(({ reason }) => KNOWN_TO_FACTS.test(reason));
  if (known.length > 0) {
    say(token, "the provider refuses what the facts accept", { known, inputs });
  } else if (answer.failures.length > 0) {
    counts.stricter += 1;
  } else {
    counts.accepted += 1;
    const ours = plain(withDefaults(token, inputs));
    const theirs = plain(answer.inputs);
    if (!isDeepStrictEqual(ours, theirs)) {
      say(token, "other defaults", { ours, theirs });
    }
  }
}

/**
 * Properties that the checking build names or shapes otherwise than the npm package does, which wins here: one
 * certificate of a listener is an object there and a list of one in the build, which takes both.
 */
const OTHERWISE_SHAPED: Readonly<Record<string, readonly string[]>> = {
  "alicloud:alb/listener:Listener": ["certificates"],
  "alicloud:rds/instance:Instance": ["serverlessConfigs"],
};

/** The facts of a type, as far as the judge knows what they are about. */
export function judgedFactsOf(token: string): Properties {
  const facts = judgedFacts(requireFacts(token));
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => !OTHERWISE_SHAPED[token]?.includes(name)),
  );
}

/** What the npm package alone declares is unknown to a provider that is older, so it can't judge it. */
export function judgedFacts(facts: Properties): Properties {
  return Object.fromEntries(
    Object.entries(facts)
      .filter(([, property]) => !property.declaredOnly)
      // The official package names a resource by itself; a checking build wants the name that it would get.
      .map(([name, property]) => [name, property.autoName ? { ...property, required: true } : property])
      .map(([name, property]) => {
        const { properties, ...rest } = property as { properties?: Properties };
        return [name, properties ? { ...rest, properties: judgedFacts(properties) } : rest];
      }),
  ) as Properties;
}

async function answered(
  provider: ProviderClient,
  token: string,
  inputs: Inputs,
): Promise<Checked | "refused"> {
  try {
    return await provider.check(token, inputs);
  } catch (error) {
    provider.mustLive(error);
    return "refused"; // a value of a wrong kind ends the call itself
  }
}

/** How the protocol marks an object that is really a secret around its `value`. */
const SECRET_MARK = "4dabf18193072939515e22adb298388d";

/** Without the bridge's own notes and marks, and scalars as texts: it turns a number given for a text into one. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value === "object" && value !== null) {
    if (SECRET_MARK in value) {
      return plain((value as unknown as { value: unknown }).value);
    }
    const entries = Object.entries(value).filter(([key]) => !key.startsWith("__"));
    return Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, plain(item)]),
    );
  }
  return String(value);
}

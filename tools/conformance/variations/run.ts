import { writeFile } from "node:fs/promises";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import type { Judge } from "../judge.ts";
import { linesOf } from "../life/agreement-page.ts";
import { unexplained } from "../life/front-differences.ts";
import { step } from "../steps.ts";
import { type Compared, throughBothFronts } from "./both-fronts.ts";
import { renderVariations, VARIATIONS_PAGE } from "./page.ts";
import { PROGRAMS } from "./programs.ts";

/** Variations of each program. */
const SEEDS = [1, 2];
/** The real provider sleeps most of the time, so several of them share a core. */
const AT_ONCE = 3;

/** Sends variations of every program through both fronts and writes docs/conformance/variations.md. @throws with what differs */
export async function variations(judge: Judge): Promise<void> {
  const waiting = Object.entries(PROGRAMS).flatMap(([name, program]) =>
    SEEDS.map((seed) => ({ name, program, seed })),
  );
  const done: Compared[] = [];
  const failed: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      await compare(judge, one, done).catch((error: unknown) => failed.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await writeFile(VARIATIONS_PAGE, renderVariations(done));
  if (failed.length > 0) throw failed[0];
}

function compare(
  judge: Judge,
  one: { readonly name: string; readonly program: PulumiFn; readonly seed: number },
  done: Compared[],
): Promise<void> {
  return step(`variation ${one.seed} of ${one.name}: both fronts agree`, async () => {
    const compared = await throughBothFronts(judge, one);
    done.push(compared);
    const objections = [
      ...unexplained(compared.found).flatMap((difference) => [
        ...linesOf([difference]),
        ...compared.given
          .filter(({ type, name }) => type === difference.type && name === difference.name)
          .map(({ property, value }) => `  given ${property} ${JSON.stringify(value)}`),
      ]),
      ...compared.refusedByProvider.map(
        ({ resource, given, message }) =>
          `${resource}: refused by the provider alone: ${JSON.stringify(given)}: ${message}`,
      ),
      ...compared.unsettled.map((what) => `${what}: the provider would change it again at once`),
    ];
    if (objections.length > 0) throw new Error(objections.join("\n"));
    const { resources, given, refused } = compared;
    return { resources, varied: given.length, refused: refused.length };
  });
}

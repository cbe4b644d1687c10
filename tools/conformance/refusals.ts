import { checkInputs } from "../../sandbox/facts/facts.ts";
import { ProviderClient } from "./provider-client.ts";
import type { WrongInput } from "./wrong-inputs.ts";

/**
 * Hands each wrong input to the real provider and to `checkInputs`: both must refuse it, the latter for the right
 * property.
 * @returns how many were refused.
 * @throws with every one that wasn't.
 */
export async function bothRefuse(
  executable: string,
  wrong: readonly WrongInput[],
): Promise<{ refused: number }> {
  const provider = await ProviderClient.start(executable);
  const complaints: string[] = [];
  try {
    for (const { token, why, property, inputs } of wrong) {
      const { failures } = await provider.check(token, inputs);
      const problems = checkInputs(token, inputs);
      if (failures.length === 0) {
        complaints.push(`${token}, ${why}: the provider accepts it`);
      }
      if (!problems.some((problem) => problem.property === property)) {
        complaints.push(
          `${token}, ${why}: checkInputs says ${JSON.stringify(problems)}, expected ${property}`,
        );
      }
    }
  } finally {
    provider.close();
  }
  if (complaints.length > 0) {
    throw new Error(complaints.join("\n"));
  }
  return { refused: wrong.length };
}

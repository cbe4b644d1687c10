/**
 * `npm run test:vsphere`: this program's vSphere side judged by the real provider on a simulated vCenter, through the
 * real engine: made, seen unchanged, changed in place, destroyed. Builds the judge the first time; fails with the
 * reason where none can be had.
 */

import { factsFile } from "../../sandbox/facts/facts.ts";
import { vsphereTypes } from "../../test/facts/programs/vsphere-types.ts";
import { agreement } from "./agreement.ts";
import { differences } from "./differences.ts";
import { findJudge, isMissing, type Judge } from "./judge.ts";
import { bothRefuse } from "./refusals.ts";
import { exitCodeOf, step, unjudged } from "./steps.ts";
import { startTrial } from "./trial.ts";
import { startVcenter, type Vcenter } from "./vcenter.ts";
import { WRONG_VSPHERE } from "./wrong-inputs.ts";

const report = (line: string): void => console.log(line);

async function wholeLife(judge: Judge, vcenter: Vcenter): Promise<void> {
  const trial = await startTrial({
    judges: [judge],
    stackName: "conformance",
    program: vsphereTypes(vcenter, { strict: false }),
  });
  const { stack } = trial;
  try {
    await step("up: every vSphere type is made", async () => (await stack.up()).summary.resourceChanges);
    await step("preview: nothing to change", async () => {
      const found = await differences(stack);
      if (found.length > 0) {
        throw new Error(`expected no difference, got ${JSON.stringify(found)}`);
      }
    });
    stack.workspace.program = vsphereTypes(vcenter, { strict: true });
    await step("up: a stricter rule changes one resource in place", async () => {
      const changes = (await stack.up()).summary.resourceChanges;
      if (changes?.update !== 1 || changes.replace !== undefined) {
        throw new Error(`expected 1 update and no replacement, got ${JSON.stringify(changes)}`);
      }
      return changes;
    });
    await step("refresh", async () => (await stack.refresh()).summary.resourceChanges);
    await step("destroy", async () => (await stack.destroy()).summary.resourceChanges);
  } finally {
    trial.close();
  }
}

async function main(): Promise<number> {
  const judge = await findJudge("vsphere", process.env, report);
  if (isMissing(judge)) {
    return unjudged(judge.missing);
  }
  report(`judge: vSphere's real provider, ${judge.kind}, ${judge.executable}`);
  await step("refused by the provider and by checkInputs alike", () =>
    bothRefuse(judge.executable, WRONG_VSPHERE),
  );
  // The facts are of the checking build's version; an official plugin may be newer and know more.
  if (judge.kind === "checking build") {
    await step("generated inputs: the same accepted, refused and filled in", () =>
      agreement(judge.executable, Object.keys(factsFile("vsphere").resources)),
    );
  }
  const vcenter = await startVcenter(process.env, report);
  if (vcenter === undefined) {
    return unjudged("no simulated vCenter: HOUGU_CONFORMANCE names no folder with its sources (vcsim)");
  }
  report(`vCenter: simulated, https://${vcenter.server}`);
  try {
    await wholeLife(judge, vcenter);
  } finally {
    vcenter.close();
  }
  return 0;
}

process.exitCode = await exitCodeOf(main);

/**
 * `npm run test:alicloud`: this program's Alibaba Cloud side judged by the real provider's own validation, through the
 * real engine, with credentials that open nothing. Builds the judge the first time; fails with the
 * reason where none can be had.
 */

import { factsFile } from "../../sandbox/facts/facts.ts";
import { alicloudTypes } from "../../test/facts/programs/alicloud-types.ts";
import { agreement } from "./agreement.ts";
import { findJudge, isMissing, type Judge } from "./judge.ts";
import { bothRefuse } from "./refusals.ts";
import { replacementAgreement } from "./replacement.ts";
import { exitCodeOf, step, unjudged } from "./steps.ts";
import { startTrial } from "./trial.ts";
import { WRONG_ALICLOUD } from "./wrong-inputs.ts";

/** They satisfy the provider's configuration; a preview of new resources calls no API. */
const NO_ACCOUNT = {
  ALICLOUD_ACCESS_KEY: "nobody",
  ALICLOUD_SECRET_KEY: "nothing",
  ALICLOUD_REGION: "cn-hangzhou",
};

const report = (line: string): void => console.log(line);

async function everyType(judge: Judge): Promise<unknown> {
  const trial = await startTrial({
    judges: [judge],
    stackName: "conformance",
    program: alicloudTypes,
    env: NO_ACCOUNT,
  });
  try {
    return (await trial.stack.preview()).changeSummary;
  } finally {
    trial.close();
  }
}

async function main(): Promise<number> {
  const judge = await findJudge("alicloud", process.env, report);
  if (isMissing(judge)) {
    return unjudged(judge.missing);
  }
  report(`judge: Alibaba Cloud's real provider, ${judge.kind}, ${judge.executable}`);
  await step("refused by the provider and by checkInputs alike", () =>
    bothRefuse(judge.executable, WRONG_ALICLOUD),
  );
  // The facts are of the checking build's version; an official plugin may be newer and know more.
  if (judge.kind === "checking build") {
    await step("generated inputs: the same accepted, refused and filled in", () =>
      agreement(judge.executable, Object.keys(factsFile("alicloud").resources)),
    );
    await step("generated changes: the same need a new resource", () =>
      replacementAgreement(judge.executable, Object.keys(factsFile("alicloud").resources)),
    );
  }
  await step("preview of every type (configuring takes half a minute without a network)", () =>
    everyType(judge),
  );
  return 0;
}

process.exitCode = await exitCodeOf(main);

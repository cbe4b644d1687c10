/**
 * `npm run test:alicloud [-- validation opentofu variations life-database life-dev life-prod]`: this program's Alibaba Cloud side judged
 * by the real provider through the real engine. First by its own validation, with credentials that open nothing: every type once,
 * and the whole of dev and prod. Then in a whole life of each on the sandbox's API. Builds the judge the first time;
 * fails with the reason where none can be had. What no judge has seen is said.
 */

import type { Tier } from "../../components/config/environment.ts";
import { factsFile } from "../../sandbox/facts/facts.ts";
import { alicloudTypes } from "../../test/facts/programs/alicloud-types.ts";
import { agreement } from "./agreement.ts";
import { findJudge, findJudgeAtHand, isMissing, type Judge } from "./judge.ts";
import { countOf, type JudgedPreview, judgedPreview } from "./judged-preview.ts";
import { lifeOfOpenTofu } from "./life/opentofu.ts";
import { lifeOf, lifeOfDatabase } from "./life/whole-lives.ts";
import { withoutNewerInputs } from "./newer-inputs.ts";
import { bothRefuse } from "./refusals.ts";
import { replacementAgreement } from "./replacement.ts";
import { exitCodeOf, step, unjudged } from "./steps.ts";
import { startTrial } from "./trial.ts";
import { variations } from "./variations/run.ts";
import { startVcenterAtHand } from "./vcenter.ts";
import { type VsphereJudge, wholeProgram } from "./whole-program.ts";
import { WRONG_ALICLOUD } from "./wrong-inputs.ts";

/** They satisfy the provider's configuration; a preview of new resources calls no API. */
const NO_ACCOUNT = {
  ALICLOUD_ACCESS_KEY: "nobody",
  ALICLOUD_SECRET_KEY: "nothing",
  ALICLOUD_REGION: "cn-hangzhou",
};

const report = (line: string): void => console.log(line);

/** Each type once: also those that neither environment uses today. */
async function everyType(judge: Judge): Promise<JudgedPreview> {
  const trial = await startTrial({
    judges: [judge],
    stackName: "conformance",
    program: judge.kind === "official" ? alicloudTypes : withoutNewerInputs(alicloudTypes, unjudgedInputs),
    env: NO_ACCOUNT,
  });
  try {
    return await judgedPreview(trial.stack);
  } finally {
    trial.close();
  }
}

/** Types whose facts are kept and that no preview had: the real provider has said nothing about how they are used. */
function refuseUnseen(): void {
  const unseen = Object.keys(factsFile("alicloud").resources).filter((token) => !seenTypes.has(token));
  if (unseen.length > 0) {
    throw new Error(`no preview had ${unseen.join(", ")}: add them to test/facts/programs`);
  }
}

const unjudgedInputs = new Set<string>();
const seenTypes = new Set<string>();

/** What a step prints of a preview. */
function summary(preview: JudgedPreview): Readonly<Record<string, unknown>> {
  for (const type of preview.types.keys()) seenTypes.add(type);
  const types = [...preview.types.keys()].filter((type) => type.startsWith("alicloud:"));
  const counts = ["alicloud", "vsphere", "kubernetes", "docker"].map((name) => [
    name,
    countOf(preview, name),
  ]);
  return {
    ...Object.fromEntries(counts.filter(([, count]) => count !== 0)),
    alicloudTypes: types.length,
    warnings: preview.warnings,
  };
}

/** vSphere's, where it has been built: this run is about Alibaba Cloud and builds nothing else. */
async function findVsphere(): Promise<VsphereJudge | string> {
  const judge = await findJudgeAtHand("vsphere", process.env);
  if (isMissing(judge)) return judge.missing;
  const vcenter = await startVcenterAtHand(process.env);
  return vcenter ? { judge, vcenter } : "the simulated vCenter has not been built yet";
}

async function wholeTier(tier: Tier, alicloud: Judge, vsphere: VsphereJudge | undefined): Promise<unknown> {
  const { leftOut, ...preview } = await wholeProgram({ tier, alicloud, vsphere, env: NO_ACCOUNT });
  for (const input of leftOut) unjudgedInputs.add(input);
  return summary(preview);
}

async function main(): Promise<number> {
  const names = Object.keys(PARTS) as (keyof typeof PARTS)[];
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) throw new Error(`${unknown}: one or more of ${names.join(", ")} are expected`);
  const judge = await findJudge("alicloud", process.env, report);
  if (isMissing(judge)) {
    return unjudged(judge.missing);
  }
  report(`judge: Alibaba Cloud's real provider, ${judge.kind}, ${judge.executable}`);
  for (const name of names) if (asked.length === 0 || asked.includes(name)) await PARTS[name](judge);
  return 0;
}

/** What the provider's own validation says of previews and of generated inputs. */
async function validate(judge: Judge): Promise<void> {
  await step("refused by the provider and by checkInputs alike", () =>
    bothRefuse(judge.executable, WRONG_ALICLOUD),
  );
  const vsphere = await findVsphere();
  const vsphereJudge = typeof vsphere === "string" ? undefined : vsphere;
  try {
    // Configuring takes the provider half a minute without a network.
    await step("preview of every type", async () => summary(await everyType(judge)));
    for (const tier of ["dev", "prod"] as const) {
      await step(`preview of the whole of ${tier}`, () => wholeTier(tier, judge, vsphereJudge));
    }
  } finally {
    vsphereJudge?.vcenter.close();
  }
  await step("no type without a preview", async () => refuseUnseen());
  // The facts are of the checking build's version; an official plugin may be newer and know more.
  if (judge.kind === "checking build") {
    await step("generated inputs: the same accepted, refused and filled in", () =>
      agreement(judge.executable, Object.keys(factsFile("alicloud").resources)),
    );
    await step("generated changes: the same need a new resource", () =>
      replacementAgreement(judge.executable, Object.keys(factsFile("alicloud").resources)),
    );
  }
  for (const line of verdict(judge, vsphere)) report(line);
}

/** The parts of a run, by the names that the command line takes; all of them when it names none. */
const PARTS = {
  validation: validate,
  opentofu: () => lifeOfOpenTofu(),
  variations,
  "life-database": lifeOfDatabase,
  "life-dev": (judge: Judge) => lifeOf(judge, "dev"),
  "life-prod": (judge: Judge) => lifeOf(judge, "prod"),
} as const;

/** Who has judged what, and what nobody has. */
function verdict(alicloud: Judge, vsphere: VsphereJudge | string): string[] {
  const { upstream } = factsFile("alicloud");
  return [
    `Alibaba Cloud  judged by the real provider: ${alicloud.kind}${alicloud.kind === "official" ? "" : ` of ${upstream}`}`,
    typeof vsphere === "string"
      ? `vSphere        not judged here, the sandbox stood in: ${vsphere}`
      : `vSphere        judged by the real provider: ${vsphere.judge.kind}, on a simulated vCenter`,
    "Kubernetes     not judged here, the sandbox stood in: a preview has no cluster yet (see test/kubernetes)",
    "Docker         not judged here, the sandbox stood in: the plugin of Docker isn't built here",
    alicloud.kind === "official"
      ? "generated inputs and changes: skipped, the facts are of the checking build's version"
      : `inputs newer than ${upstream}, kept from the judge: ${[...unjudgedInputs].sort().join(", ") || "none"}`,
  ];
}

process.exitCode = await exitCodeOf(main);

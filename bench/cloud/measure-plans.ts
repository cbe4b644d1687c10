import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { trustFilesIn } from "../../sandbox/api/certificate.ts";
import { clientEnvironment } from "../../sandbox/api/environment.ts";
import { SandboxClient } from "../../sandbox/process/client.ts";
import { findJudgeAtHand, isMissing } from "../../tools/conformance/judge.ts";
import { SANDBOX_FOLDER, startTrial } from "../../tools/conformance/trial.ts";
import { cachedPeers } from "../../tools/peers/cache.ts";
import { Tofu } from "../../tools/peers/tofu.ts";
import { ratiosOf, type Spread, spreadOf } from "../statistics.ts";
import { ROOT } from "../workspace.ts";

/** Previews and plans of the same new resources, with the same provider on the same API. */
export interface MeasuredPlans {
  readonly resources: number;
  readonly plan: Spread;
  readonly preview: Spread;
  readonly previewWithPack: Spread;
  /** The same program with one VPC: what starting costs. */
  readonly one: { readonly plan: Spread; readonly preview: Spread; readonly previewWithPack: Spread };
  /** A program without resources: the CLI, the engine and the language host alone. */
  readonly nothing: Spread;
  /** Of runs taken in turn. */
  readonly byPlan: { readonly preview: Spread; readonly previewWithPack: Spread };
}

const REGION = "cn-hangzhou";

/** @returns why there is nothing to measure, where a part is missing */
export async function measurePlans(
  resources: number,
  samples: number,
  tell: (text: string) => void,
): Promise<MeasuredPlans | { readonly missing: string }> {
  const judge = await findJudgeAtHand("alicloud", process.env);
  if (isMissing(judge)) return judge;
  const peers = cachedPeers(process.env);
  if (peers === undefined) return { missing: "no OpenTofu has been built: npm run build:peers" };
  const folder = mkdtempSync(join(tmpdir(), "hougu-bench-plans-"));
  const client = await SandboxClient.at(join(folder, SANDBOX_FOLDER));
  try {
    const api = await client.ask("api", { host: "127.0.0.1", port: 0, region: REGION });
    const env = clientEnvironment(api, api.account, REGION, trustFilesIn(join(folder, SANDBOX_FOLDER)));
    const configuration = join(folder, "configuration");
    const tofu = new Tofu(peers, emptyFolder(configuration), join(folder, "tofu"), env);
    const trial = await startTrial({
      judges: [judge],
      stackName: "bench",
      program: { workDir: join(ROOT, "bench/programs/vpcs") },
      env,
      folder,
    });
    const empty = await startTrial({
      judges: [],
      stackName: "bench",
      program: { workDir: join(ROOT, "bench/programs/empty") },
      folder: join(folder, "empty"),
    });
    const pack = join(ROOT, "policy");
    const inTurn = async (count: number): Promise<Times> => {
      writeFileSync(join(folder, "tofu", "main.tf"), hcl(count));
      await trial.stack.setConfig("count", { value: String(count) });
      const times: Times = { plan: [], preview: [], previewWithPack: [], nothing: [] };
      for (let round = 0; round <= samples; round += 1) {
        const plan = await tofu.run("plan");
        if (plan.code !== 0) throw new Error(plan.output);
        const preview = await timed(() => trial.stack.preview());
        const previewWithPack = await timed(() => trial.stack.preview({ policyPacks: [pack] }));
        const nothing = await timed(() => empty.stack.preview());
        tell(`  ${count}: round ${round} of ${samples}`);
        // The first of each fills the caches.
        if (round === 0) continue;
        times.plan.push(plan.milliseconds);
        times.preview.push(preview);
        times.previewWithPack.push(previewWithPack);
        times.nothing.push(nothing);
      }
      return times;
    };
    const [one, all] = [await inTurn(1), await inTurn(resources)];
    return {
      resources,
      plan: spreadOf(all.plan),
      preview: spreadOf(all.preview),
      previewWithPack: spreadOf(all.previewWithPack),
      one: {
        plan: spreadOf(one.plan),
        preview: spreadOf(one.preview),
        previewWithPack: spreadOf(one.previewWithPack),
      },
      nothing: spreadOf([...one.nothing, ...all.nothing]),
      byPlan: {
        preview: ratiosOf(all.preview, all.plan),
        previewWithPack: ratiosOf(all.previewWithPack, all.plan),
      },
    };
  } finally {
    client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Times {
  readonly plan: number[];
  readonly preview: number[];
  readonly previewWithPack: number[];
  readonly nothing: number[];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function emptyFolder(path: string): string {
  writeFileSync(`${path}.tf`, "");
  return mkdtempSync(path);
}

function hcl(count: number): string {
  return `terraform {
  required_providers {
    alicloud = {
      source = "aliyun/alicloud"
    }
  }
}

provider "alicloud" {
  region   = "${REGION}"
  protocol = "HTTP"
}

${Array.from(
  { length: count },
  (_, index) => `resource "alicloud_vpc" "vpc-${index}" {
  vpc_name   = "vpc-${index}"
  cidr_block = "10.0.0.0/8"
  tags       = { owner = "bench", service = "platform", environment = "dev", cost-centre = "bench" }
}
`,
).join("\n")}`;
}

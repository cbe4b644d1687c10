import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PulumiFn, Stack } from "@pulumi/pulumi/automation/index.js";
import type { Environment, Tier } from "../../../components/config/environment.ts";
import { vcentersOf } from "../../../ops/stack/sandbox-vcenter.ts";
import type { ProviderName } from "../../../sandbox/plugin/provider.ts";
import { officialClients } from "../../../test/api/official-client.ts";
import { rdsProgram, rdsProgramChanged } from "../../../test/api/programs/rds.ts";
import { programOf } from "../../../test/program/real-providers.ts";
import { environmentOf } from "../../../test/program/recorded.ts";
import type { Judge } from "../judge.ts";
import { startTrial } from "../trial.ts";
import { disagreements, resourcesOf } from "./agreement-of-fronts.ts";
import { CONFORMANCE_PAGE, linesOf, renderAgreement } from "./agreement-page.ts";
import { unexplained } from "./front-differences.ts";
import { live } from "./lives.ts";
import { withoutProtection } from "./variants.ts";
import { beginLife, type Life } from "./whole-life.ts";

const REGION = "cn-hangzhou";
const VPC_VERSION = "2016-04-28";
/** A VPC that has just been changed may be busy for a moment. */
const BUSY_MS = 1_000;

/** A database with what it needs, in a cloud whose process is killed while the provider waits for it. */
export async function lifeOfDatabase(judge: Judge): Promise<void> {
  const life = await beginLife({ judge, stackName: "database", program: rdsProgram });
  try {
    await live(life, {
      title: "database",
      killed: true,
      changed: rdsProgramChanged,
      tamper: renameVpc,
      unguarded: withoutProtection(rdsProgramChanged),
    });
  } finally {
    life.close();
  }
}

/** A whole environment: the real provider has its Alibaba Cloud side, the sandbox's plugins the rest. */
export async function lifeOf(judge: Judge, tier: Tier): Promise<void> {
  const environment = environmentOf(tier);
  const program = programOf(environment, undefined);
  const changed = programOf(
    environmentOf(tier, [
      [["network", "natBandwidthMbps"], (environment.network?.natBandwidthMbps ?? 0) + 1],
      [["tags", "owner"], "another-team"],
    ]),
    undefined,
  );
  const replaced = programOf(
    environmentOf(tier, [[["artist", "tomcat", "sessionTimeoutMinutes"], 77]]),
    undefined,
  );
  const life = await beginLife({
    judge,
    stackName: tier,
    program,
    others: othersOf(environment),
    vcenters: vcentersOf(environment),
  });
  try {
    await live(life, {
      title: tier,
      whenUp: {
        title: "both fronts agree",
        look: ({ stack }, upSeconds) => bothAgree({ stack, upSeconds }, tier, environment, program),
      },
      changed: changed as PulumiFn,
      replaced: replaced as PulumiFn,
      tamper: renameVpc,
      unguarded: withoutProtection(replaced as PulumiFn),
    });
  } finally {
    life.close();
  }
}

/** The same program through the sandbox's own plugin, compared property by property. @throws with what nobody explains */
async function bothAgree(
  { stack, upSeconds }: { readonly stack: Stack; readonly upSeconds: number },
  tier: Tier,
  environment: Environment,
  program: PulumiFn,
): Promise<unknown> {
  const trial = await startTrial({
    judges: [],
    standIns: { providers: ["alicloud", ...othersOf(environment)], vcenters: vcentersOf(environment) },
    stackName: tier,
    program,
  });
  try {
    const began = performance.now();
    await trial.stack.up();
    const seconds = { provider: upSeconds, plugin: (performance.now() - began) / 1000 };
    // Both have looked again since: what one resource does to another shows then.
    await trial.stack.refresh();
    const [plugin, provider] = [await resourcesOf(trial.stack), await resourcesOf(stack)];
    const found = disagreements(plugin, provider);
    await mkdir(dirname(CONFORMANCE_PAGE[tier]), { recursive: true });
    await writeFile(CONFORMANCE_PAGE[tier], renderAgreement({ tier, plugin, provider, found, seconds }));
    const open = unexplained(found);
    if (open.length > 0) throw new Error(`${open.length} differences:\n${linesOf(open).join("\n")}`);
    return { resources: plugin.length, known: found.length };
  } finally {
    trial.close();
  }
}

function othersOf({ vsphere }: Environment): ProviderName[] {
  return ["kubernetes", "docker", ...(vsphere ? (["vsphere"] as const) : [])];
}

/** Somebody renames the VPC in the console: through the API, with the official SDK's core. @returns the property that changes */
async function renameVpc({ api }: Life): Promise<string> {
  const { rpc } = officialClients(api, api.account, REGION);
  const { Vpcs } = await rpc(VPC_VERSION, "DescribeVpcs");
  const VpcId = String(Vpcs.Vpc[0].VpcId);
  await sleep(BUSY_MS);
  await rpc(VPC_VERSION, "ModifyVpcAttribute", { VpcId, VpcName: "renamed-by-hand" });
  return "vpcName";
}

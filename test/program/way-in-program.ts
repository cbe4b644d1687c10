import { Provider } from "@pulumi/alicloud/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { Environment, MiniProgramSettings } from "../../components/config/environment.ts";
import { MiniProgram } from "../../components/environment/mini-program.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { createWaysIn } from "../../components/environment/ways-in.ts";
import { labelsOf } from "../../components/naming/labels.ts";
import { AlicloudNetwork } from "../../components/network/alicloud-network.ts";
import { secrets } from "./recorded.ts";

/** The way in alone, in a VPC without hosts: what stands before the edges, for whoever judges it by itself. */
export function wayInProgram(environment: Environment) {
  const plan = planEnvironment(environment);
  const labels = labelsOf(environment);
  const provider = new Provider("alicloud", { region: environment.region });
  const protect = false;
  const network = new AlicloudNetwork(
    "network",
    {
      labels,
      cidr: environment.network.cidr,
      subnets: plan.subnets,
      firewall: { groups: [], rules: [] },
      natBandwidthMbps: 5,
      protect,
    },
    { provider },
  );
  const miniPrograms = environment.miniPrograms.flatMap((settings: MiniProgramSettings) => {
    const planned = plan.miniPrograms.find(({ name }) => name === settings.name);
    if (!planned) return [];
    const addresses = settings.entry.kind === "pair" ? [pulumi.output("203.0.113.99")] : [];
    const resource = Object.assign(Object.create(MiniProgram.prototype) as MiniProgram, {
      edgePairs: [],
      addresses,
    });
    return [{ settings, plan: planned, resource }];
  });
  const ways = createWaysIn({
    environment,
    labels,
    secrets: secrets(),
    network,
    subnets: plan.subnets,
    provider,
    protect,
    miniPrograms,
  });
  return Object.fromEntries(
    [...ways].map(([name, way]) => [name, pulumi.output(way as unknown as pulumi.Inputs)]),
  );
}

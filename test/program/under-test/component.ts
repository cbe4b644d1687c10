import { Provider as AlicloudProvider } from "@pulumi/alicloud/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { planEnvironment } from "../../../components/environment/plan.ts";
import { labelsOf } from "../../../components/naming/labels.ts";
import { AlicloudNetwork } from "../../../components/network/alicloud-network.ts";
import { environmentOf } from "../recorded.ts";

/** A component of this project, made alone with the options of a test. */
export interface ComponentUnderTest {
  readonly type: string;
  /** Whose resources its children are. */
  readonly platform: "alicloud" | "vsphere" | "docker" | "kubernetes";
  make(opts: pulumi.ComponentResourceOptions): pulumi.ComponentResource;
}

/** prod has every part: what the components are made of comes from there. */
export const prod = environmentOf("prod");
export const prodPlan = planEnvironment(prod);
export const prodLabels = labelsOf(prod);

export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the committed configuration has it");
  return value;
}

/** A VPC as surroundings, with a provider of its own, so that only the component under test has the test's. */
export function networkAround(): AlicloudNetwork {
  return new AlicloudNetwork(
    "around",
    {
      labels: prodLabels,
      cidr: prod.network.cidr,
      subnets: prodPlan.subnets,
      firewall: { groups: [], rules: [] },
      natBandwidthMbps: 5,
      protect: false,
    },
    { provider: new AlicloudProvider("around", { region: prod.region }) },
  );
}

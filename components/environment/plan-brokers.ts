import { brokerName } from "../config/broker-names.ts";
import type { Environment, MiniProgramSettings } from "../config/environment.ts";
import { brokerAddress, brokerSegmentAddress } from "./broker-addresses.ts";
import type { HostPlan, SubnetPlan } from "./plan-types.ts";

/**
 * A mini-program's brokers, none where its messages are kept elsewhere. They stand in the zones in turn: three zones hold
 * one each, two hold two and one, and of the loss of the other zone the cluster notices nothing. Pure.
 */
export function planBrokers(
  { name: miniProgram, platform }: MiniProgramSettings,
  { messaging, zones, vsphere }: Environment,
  subnets: readonly SubnetPlan[],
): HostPlan[] {
  if (messaging?.kind !== "cluster") return [];
  return Array.from({ length: messaging.nodes }, (_, index): HostPlan => {
    const number = index + 1;
    const host = {
      name: brokerName(miniProgram, number),
      service: miniProgram,
      role: "rabbitmq",
      machine: messaging.machine,
    } as const;
    if (platform === "vsphere") {
      if (!vsphere)
        throw new Error(`${miniProgram} runs on vSphere without settings: a defect of config/rules`);
      return {
        ...host,
        address: brokerSegmentAddress(vsphere.segment.firstAddress, miniProgram, number),
        placement: { on: "vsphere" },
      };
    }
    const zone = zones[index % zones.length] as string;
    const subnet = subnets.find((candidate) => candidate.tier === "app" && candidate.zone === zone);
    if (!subnet) throw new Error(`no app subnet in ${zone}: a defect of subnets.ts`);
    return {
      ...host,
      address: brokerAddress(subnet.cidr, miniProgram, number),
      placement: { on: "alicloud", zone, subnet: subnet.name },
    };
  });
}

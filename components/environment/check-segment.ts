import type { Environment } from "../config/environment.ts";
import { addressToNumber, network, numberToAddress, parseBlock, sizeOf } from "../config/ipv4.ts";
import { ConfigError } from "../config/problem.ts";
import { hostsOf } from "./hosts-of.ts";
import type { HostPlan, MiniProgramPlan } from "./plan-types.ts";

/**
 * The vSphere segment holds every planned address, and none of them is the gateway's or a nameserver's: a duplicate
 * address takes down both machines at random moments.
 *
 * @throws ConfigError
 */
export function checkSegment(
  { vsphere }: Environment,
  miniPrograms: readonly MiniProgramPlan[],
  monitoring: readonly HostPlan[],
): void {
  if (!vsphere) return;
  const { cidr, gateway, nameservers, firstAddress } = vsphere.segment;
  const measuring = monitoring.filter(({ placement }) => placement.on === "vsphere");
  const planned = miniPrograms
    .filter(({ platform }) => platform === "vsphere")
    .flatMap((miniProgram) => [
      ...miniProgram.edgePairs.map(({ virtualAddress }) => virtualAddress),
      ...hostsOf(miniProgram).map(({ address }) => address),
    ])
    .concat(measuring.map(({ address }) => address));
  const block = network(parseBlock(cidr));
  const lastHost = block.first + sizeOf(block) - 2;
  const end = Math.max(0, ...planned.map(addressToNumber));
  const taken = planned.find((address) => address === gateway || nameservers.includes(address));
  if (end <= lastHost && taken === undefined) return;

  const length = end - addressToNumber(firstAddress) + 1;
  throw new ConfigError([
    {
      key: "hougu:vsphere.segment.firstAddress",
      value: JSON.stringify(firstAddress),
      expected: {
        en: `a run of ${length} addresses of ${cidr} from here, without the gateway and the nameservers`,
        zh: `从此处起 ${cidr} 内连续 ${length} 个地址，且不包含网关与 DNS 服务器`,
      },
      remedy: {
        en:
          taken === undefined
            ? `write \`firstAddress: ${numberToAddress(lastHost - length + 1)}\` or lower under hougu:vsphere.segment, or take a larger segment`
            : `write a firstAddress above ${taken} under hougu:vsphere.segment`,
        zh:
          taken === undefined
            ? `在 hougu:vsphere.segment 下写 \`firstAddress: ${numberToAddress(lastHost - length + 1)}\` 或更小的地址，或扩大网段`
            : `在 hougu:vsphere.segment 下填写大于 ${taken} 的 firstAddress`,
      },
    },
  ]);
}

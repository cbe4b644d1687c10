import { MINI_PROGRAMS, type MiniProgramName } from "../environment.ts";
import type { Finding } from "../finding.ts";
import { network as blockOf, contains, overlaps, parseBlock, sizeOf } from "../ipv4.ts";
import type { Path } from "../raw.ts";
import { lineFor } from "../remedy.ts";
import { hostBits } from "./network.ts";
import type { Draft } from "./rule.ts";

const AT: Path = ["network", "lineCidrs"];

/** Whose pods go beyond the VPC: those whose brokers are machines on vSphere. The managed service is on the internet. */
function goingBeyond(draft: Draft): MiniProgramName[] {
  if (!draft.kubernetes || draft.messaging?.kind !== "cluster") return [];
  return MINI_PROGRAMS.filter((name) => draft[name]?.platform === "vsphere");
}

/** Whether a line from the VPC leads to a whole block. */
export function lineLeadsTo(cidr: string, { lineCidrs = [] }: NonNullable<Draft["network"]>): boolean {
  const wanted = parseBlock(cidr);
  const { first } = blockOf(wanted);
  const last = first + sizeOf(wanted) - 1;
  return lineCidrs.map(parseBlock).some((line) => contains(line, first) && contains(line, last));
}

/**
 * Pods run in the VPC, brokers beside their Tomcats. Where those are on vSphere the way is a dedicated line or a VPN, which
 * is the network team's and outlives every environment: this program makes none. It must be said to be there, or pods
 * would wait for their broker for ever with nothing in any log but a time-out.
 */
export function* podsReachBrokers(draft: Draft): Iterable<Finding> {
  const segment = draft.vsphere?.segment.cidr;
  const users = goingBeyond(draft);
  if (segment === undefined || users.length === 0) return;
  if (!draft.network || lineLeadsTo(segment, draft.network)) return;
  yield {
    at: AT,
    expected: {
      en: `a block with hougu:vsphere.segment.cidr (${segment}), to which a line or VPN leads from the VPC: pods of ${users.join(" and ")} reach their brokers by it`,
      zh: `包含 hougu:vsphere.segment.cidr（${segment}）的网段，须有专线或 VPN 从 VPC 通往该处：${users.join("、")} 的 Pod 经此访问消息代理`,
    },
    remedy: {
      en: `when your network team has the line, write \`lineCidrs: [${segment}]\` under hougu:network; without one, take \`kind: managed\` under hougu:messaging, or delete hougu:kubernetes`,
      zh: `专线就绪后，在 hougu:network 下写 \`lineCidrs: [${segment}]\`；没有专线时，在 hougu:messaging 下改用 \`kind: managed\`，或删除 hougu:kubernetes`,
    },
  };
}

/** A route to a block that lies inside as well leads nowhere. A line that no pod takes yet opens nothing: rules name hosts. */
export function* lineBlocks(draft: Draft): Iterable<Finding> {
  const { network, kubernetes } = draft;
  const lines = network?.lineCidrs;
  if (!network || lines === undefined) return;
  for (const [index, cidr] of lines.entries()) {
    const at: Path = [...AT, index];
    yield* hostBits(at, cidr);
    const others = [network.cidr, ...(kubernetes ? [kubernetes.serviceCidr] : [])];
    const clash = others.find((other) => overlaps(parseBlock(cidr), parseBlock(other)));
    if (clash === undefined) continue;
    yield {
      at,
      expected: { en: `a block apart from ${clash}`, zh: `与 ${clash} 不重叠的网段` },
      remedy: lineFor(at, draft.vsphere?.segment.cidr ?? "192.168.50.0/24"),
    };
  }
}

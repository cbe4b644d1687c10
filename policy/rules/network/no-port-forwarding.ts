import { isUnknown, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { FORWARD_ENTRY } from "../../types.ts";

export const noPortForwarding = defineRule({
  id: "no-port-forwarding",
  severity: "critical",
  level: "mandatory",
  title: {
    en: "The way out is no way in: a NAT gateway forwards no port",
    zh: "出口不是入口：NAT 网关不得转发端口",
  },
  rationale: {
    en: "A forward entry (DNAT) leads from the gateway's public address to a machine behind it. The machine's security group sees the internet's addresses and no edge is in between: no TLS policy, no rate limit, no request log. Entries that are made for an hour of debugging stay for years.",
    zh: "转发条目（DNAT）把网关的公网地址直接引到其后的主机。主机的安全组看到的是互联网地址，中间没有边缘层：没有 TLS 策略、没有限流、没有请求日志。为调试一小时而加的条目往往会留上几年。",
  },
  remediation: {
    en: "Delete the entry. What serves the internet belongs behind the edge or a balancer; who administers a machine comes by the VPN (hougu:network.adminCidrs).",
    zh: "删除该条目。对互联网提供的服务应放在边缘层或负载均衡之后；管理主机请走 VPN（hougu:network.adminCidrs）。",
  },
  sources: [
    {
      document: "CIS Alibaba Cloud Foundation Benchmark v2.0.0",
      clause: "3.5",
      topic: "Fine-grained access to networks",
    },
    {
      document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
      clause: "8.1.3.1",
      topic: "Traffic passes the boundary through controlled interfaces",
    },
  ],
  settings: {
    forwardedPorts: {
      schema: { type: "array", items: { type: "integer", minimum: 1, maximum: 65535 } },
      default: [] as readonly number[],
      meaning: {
        en: "Public TCP ports that may be forwarded all the same, each of them agreed upon",
        zh: "经批准仍可转发的公网 TCP 端口",
      },
    },
  },
  resource: {
    types: new Set([FORWARD_ENTRY]),
    check: function* ({ props }, settings): Iterable<Finding> {
      const { ipProtocol, externalPort, externalIp, internalIp, internalPort } = props;
      // With nothing agreed upon there is nothing to know.
      if (settings.forwardedPorts.length > 0) {
        const unknown = ["ipProtocol", "externalPort"].filter((name) => isUnknown(props[name]));
        if (unknown.length > 0) {
          yield { undecided: unknown.join(", ") };
          return;
        }
        const agreed = settings.forwardedPorts.some((port) => textOf(externalPort) === String(port));
        if (agreed && ipProtocol === "tcp") return;
      }
      const from = `${shown(ipProtocol)} ${shown(externalIp)}:${shown(externalPort)}`;
      const to = `${shown(internalIp)}:${shown(internalPort)}`;
      yield {
        broken: {
          en: `${from} leads from the internet to ${to}.`,
          zh: `${from} 从互联网直通 ${to}。`,
        },
      };
    },
  },
});

function shown(value: unknown): string {
  return textOf(value) ?? "?";
}

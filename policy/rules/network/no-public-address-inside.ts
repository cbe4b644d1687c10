import { isUnknown, referenced, type StackResource } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { mapTags, tag, tagsOf } from "../../tags.ts";
import {
  ECS_INSTANCE,
  ECS_LAUNCH_TEMPLATE,
  EIP_ASSOCIATION,
  HAVIP,
  HAVIP_ATTACHMENT,
  NAT_GATEWAY,
} from "../../types.ts";

export const noPublicAddressInside = defineRule({
  id: "no-public-address-inside",
  severity: "critical",
  level: "mandatory",
  title: { en: "Only the edge has public addresses", zh: "只有边缘层可以有公网地址" },
  rationale: {
    en: "A public address on an inner host goes around the edge: no TLS policy, no rate limit, no request log. Inner hosts reach out through the NAT gateway.",
    zh: "内层主机一旦有公网地址，就绕过了边缘层：没有 TLS 策略、没有限流、没有请求日志。内层主机通过 NAT 网关出网。",
  },
  remediation: {
    en: "Leave internetMaxBandwidthOut at 0 and allocatePublicIp unset; associate EIPs with NAT gateways, with edge instances, or with a HaVip that only edge instances share.",
    zh: "internetMaxBandwidthOut 保持为 0，不设 allocatePublicIp；EIP 只绑定到 NAT 网关、边缘实例，或仅由边缘实例共享的 HaVip。",
  },
  sources: [
    {
      document: "CIS Alibaba Cloud Foundation Benchmark v2.0.0",
      clause: "3.5",
      topic: "Fine-grained access to networks",
    },
    {
      document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
      clause: "8.1.2.1, 8.1.3.1",
      topic: "Zones of the network; traffic passes through controlled interfaces",
    },
  ],
  settings: {
    edgeRoles: {
      schema: { type: "array", items: { type: "string" } },
      default: ["edge"] as readonly string[],
      meaning: {
        en: "Values of the tag `role` that may face the internet",
        zh: "允许面向互联网的 `role` 标签值",
      },
    },
  },
  resource: {
    types: new Set([ECS_INSTANCE, ECS_LAUNCH_TEMPLATE]),
    check: function* ({ type, props }, settings): Iterable<Finding> {
      const tags = mapTags(type === ECS_LAUNCH_TEMPLATE ? props.templateTags : props.tags);
      const role = isUnknown(tags) ? tags : tag(tags, "role");
      if (typeof role === "string" && settings.edgeRoles.includes(role)) return;
      for (const property of ["internetMaxBandwidthOut", "allocatePublicIp"] as const) {
        const value = props[property];
        const asks = typeof value === "number" ? value > 0 : value === true;
        if (isUnknown(value) || (asks && isUnknown(role)))
          yield { undecided: isUnknown(value) ? property : "tags" };
        else if (asks) {
          yield {
            broken: {
              en: `${property} is ${value}: that gives a public address to a host whose role is ${described(role)}.`,
              zh: `${property} 为 ${value}：会给角色为 ${described(role)} 的主机分配公网地址。`,
            },
          };
        }
      }
    },
  },
  stack: function* (resources, settings): Iterable<Finding> {
    const isEdge = (instance: StackResource) => {
      const role = tag(tagsOf(instance), "role");
      return typeof role === "string" && settings.edgeRoles.includes(role);
    };
    for (const association of resources) {
      if (association.type !== EIP_ASSOCIATION) continue;
      if (referenced(association, "instanceId", NAT_GATEWAY, resources) !== undefined) continue;
      const havip = referenced(association, "instanceId", HAVIP, resources);
      const behind =
        havip === undefined
          ? [referenced(association, "instanceId", ECS_INSTANCE, resources)].filter(
              (instance) => instance !== undefined,
            )
          : instancesBehind(havip, resources);
      const inner = behind.find((instance) => !isEdge(instance));
      if (inner !== undefined) {
        yield {
          urn: association.urn,
          broken: {
            en: `The EIP leads to ${inner.name}, whose role is ${described(tag(tagsOf(inner), "role"))}.`,
            zh: `该 EIP 指向 ${inner.name}，其角色为 ${described(tag(tagsOf(inner), "role"))}。`,
          },
        };
      } else if (havip === undefined && behind.length === 0) {
        yield {
          urn: association.urn,
          broken: {
            en: "The EIP leads to something that is neither a NAT gateway nor a host or HaVip of this stack, so nothing shows that it belongs to the edge.",
            zh: "该 EIP 指向的既不是 NAT 网关，也不是本栈的主机或 HaVip，无法证明它属于边缘层。",
          },
        };
      }
    }
  },
});

/** The instances that may hold a virtual address. */
function instancesBehind(havip: StackResource, resources: readonly StackResource[]): StackResource[] {
  return resources
    .filter((other) => other.type === HAVIP_ATTACHMENT)
    .filter((attachment) =>
      ["haVipId", "havipId"].some(
        (property) => referenced(attachment, property, HAVIP, resources)?.urn === havip.urn,
      ),
    )
    .map((attachment) => referenced(attachment, "instanceId", ECS_INSTANCE, resources))
    .filter((instance) => instance !== undefined);
}

function described(role: unknown): string {
  return typeof role === "string" ? `"${role}"` : "?";
}

import { leadsTo, ofType } from "../../relations.ts";
import { listOf, type StackResource, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { hougu, manual } from "../../sources.ts";
import { ALB, EIP, EIP_ASSOCIATION, NLB } from "../../types.ts";

/** What an address may lead to, by the property that names it. */
const USERS = [
  [EIP_ASSOCIATION, "allocationId"],
  [ALB, "zoneMappings"],
  [NLB, "zoneMappings"],
] as const;

export const addressesInUse = defineRule({
  id: "addresses-in-use",
  severity: "low",
  level: "mandatory",
  title: { en: "No address is paid for nothing", zh: "不为闲置公网地址付费" },
  rationale: {
    en: "An EIP that leads nowhere costs more than one in use, for it is kept from others.",
    zh: "不绑定的 EIP 比在用的还贵，因为占着资源。",
  },
  remediation: {
    en: "An EipAssociation, a SNAT gateway or a balancer's zoneMappings for each EIP; or remove it.",
    zh: "为每个 EIP 配置 EipAssociation、NAT 网关或负载均衡的 zoneMappings；否则删除。",
  },
  sources: [hougu("Budget of the environment"), manual("EIP: configuration fee of idle addresses")],
  settings: {},
  stack: function* (resources): Iterable<Finding> {
    for (const eip of ofType(resources, EIP)) {
      if (
        !resources.some((user) =>
          USERS.some(([type, property]) => user.type === type && uses(user, property, eip)),
        )
      )
        yield {
          urn: eip.urn,
          broken: { en: "Nothing in the stack uses the address.", zh: "栈中没有资源使用该地址。" },
        };
    }
  },
});

function uses(user: StackResource, property: string, eip: StackResource): boolean {
  if (leadsTo(user, property, eip)) return true;
  const id = textOf(eip.props.id);
  return id !== undefined && listOf(user.props[property]).some(({ allocationId }) => allocationId === id);
}

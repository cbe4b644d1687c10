import { isUnknown, textOf } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import * as t from "../../types.ts";

/** Which property holds the name of a type, and the longest that works. */
interface Named {
  readonly property: string;
  readonly longest: number;
}

// Host names are DNS labels (RFC 1123: 63). RAM allows 64 for roles and 128 for policies. The others allow 128, but a
// name that becomes part of a host's or a metric's label should stay below a label's length too.
const NAMED: ReadonlyMap<string, readonly Named[]> = new Map([
  [
    t.ECS_INSTANCE,
    [
      { property: "instanceName", longest: 63 },
      { property: "hostName", longest: 63 },
    ],
  ],
  [t.VSPHERE_VM, [{ property: "name", longest: 63 }]],
  [t.VPC, [{ property: "vpcName", longest: 128 }]],
  [t.VSWITCH, [{ property: "vswitchName", longest: 128 }]],
  [t.SECURITY_GROUP, [{ property: "securityGroupName", longest: 128 }]],
  [t.NAT_GATEWAY, [{ property: "natGatewayName", longest: 128 }]],
  [t.EIP, [{ property: "addressName", longest: 128 }]],
  [t.HAVIP, [{ property: "haVipName", longest: 128 }]],
  [t.DEPLOYMENT_SET, [{ property: "deploymentSetName", longest: 128 }]],
  [t.RAM_ROLE, [{ property: "roleName", longest: 64 }]],
  [t.RAM_POLICY, [{ property: "policyName", longest: 128 }]],
  [t.SECRET_PARAMETER, [{ property: "secretParameterName", longest: 128 }]],
  [t.AUTO_SNAPSHOT_POLICY, [{ property: "autoSnapshotPolicyName", longest: 128 }]],
]);

/** Properties that may stay empty: the cloud derives the host name from the instance's. */
const OPTIONAL = new Set(["hostName"]);

export const names = defineRule({
  id: "names",
  severity: "low",
  level: "mandatory",
  title: { en: "Names are readable and safe everywhere", zh: "名称必须可读且处处可用" },
  rationale: {
    en: "A name ends in DNS, metrics, log fields and shell commands. Lower case, digits and single hyphens mean the same in all of them.",
    zh: "名称会出现在 DNS、监控指标、日志字段和命令行里。小写字母、数字和单个连字符在所有这些地方含义一致。",
  },
  remediation: {
    en: "Give a name of lower-case letters, digits and single hyphens that begins with a letter, e.g. artist-tomcat-1.",
    zh: "使用以字母开头、由小写字母、数字和单个连字符组成的名称，例如 artist-tomcat-1。",
  },
  sources: [
    { document: "RFC 1123", clause: "2.1", topic: "Host names" },
    {
      document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
      clause: "8.1.10.2",
      topic: "Asset management: assets are told apart",
    },
  ],
  settings: {
    pattern: {
      schema: { type: "string", format: "regex" },
      default: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" as string,
      meaning: { en: "Pattern of every name", zh: "名称的正则表达式" },
    },
  },
  resource: {
    types: new Set(NAMED.keys()),
    check: function* ({ type, props }, settings): Iterable<Finding> {
      const pattern = new RegExp(settings.pattern, "u");
      for (const { property, longest } of NAMED.get(type) ?? []) {
        const value = props[property];
        if (isUnknown(value)) {
          yield { undecided: property };
          continue;
        }
        const name = textOf(value);
        if (name === undefined) {
          if (!OPTIONAL.has(property)) {
            yield { broken: { en: `${property} is not set.`, zh: `${property} 未设置。` } };
          }
        } else if (!pattern.test(name) || name.length > longest) {
          yield {
            broken: {
              en: `${property} is "${name}" (${name.length} characters), expected ${settings.pattern} and at most ${longest}.`,
              zh: `${property} 为“${name}”（${name.length} 个字符），应匹配 ${settings.pattern} 且不超过 ${longest} 个字符。`,
            },
          };
        }
      }
    },
  },
});

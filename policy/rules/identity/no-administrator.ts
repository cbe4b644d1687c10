import { isUnknown } from "../../resource.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { cis, mlps } from "../../sources.ts";
import { RAM_ROLE_POLICY } from "../../types.ts";

export const noAdministrator = defineRule({
  id: "no-administrator",
  severity: "critical",
  level: "mandatory",
  title: { en: "No role is the account's administrator", zh: "任何角色都不得是账号管理员" },
  rationale: {
    en: "A system policy such as AdministratorAccess or AliyunOSSFullAccess grants what nobody here needs, and grows when the cloud adds to it.",
    zh: "AdministratorAccess、AliyunOSSFullAccess 等系统策略授予了没人需要的权限，而且会随云厂商更新而变大。",
  },
  remediation: {
    en: 'A policy of our own (policyType: "Custom") with the actions that are used.',
    zh: '使用自定义策略（policyType: "Custom"），只写用到的操作。',
  },
  sources: [
    cis("No full administrative privileges are attached"),
    mlps("Separation and least privilege", "8.1.4.2"),
  ],
  settings: {},
  resource: {
    types: new Set([RAM_ROLE_POLICY]),
    check: function* ({ props }): Iterable<Finding> {
      if (props.policyType === "Custom") return;
      if (isUnknown(props.policyName)) yield { undecided: "policyName" };
      else if (/^AdministratorAccess$|FullAccess$/.test(String(props.policyName)))
        yield {
          broken: {
            en: `The system policy ${props.policyName} is attached.`,
            zh: `绑定了系统策略 ${props.policyName}。`,
          },
        };
    },
  },
});

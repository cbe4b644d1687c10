import { expectOneOf } from "../../expect.ts";
import { defineRule, type Finding } from "../../rule.ts";
import { manual, mlps } from "../../sources.ts";
import { ECS_INSTANCE, ECS_LAUNCH_TEMPLATE, NODE_POOL } from "../../types.ts";

export const metadataByToken = defineRule({
  id: "metadata-by-token",
  severity: "high",
  level: "mandatory",
  title: { en: "A host's credentials are given for a token alone", zh: "主机凭证只能凭令牌获取" },
  rationale: {
    en: "A server that fetches URLs for others (SSRF) can be made to read the role's credentials from 100.100.100.200, unless a token must be asked for by PUT first.",
    zh: "会替别人抓取 URL 的服务（SSRF）可能被诱导从 100.100.100.200 读走角色凭证，除非必须先用 PUT 请求令牌。",
  },
  remediation: {
    en: 'httpTokens: "required"; in node pools instanceMetadataOptions: { httpTokens: "required" }.',
    zh: 'httpTokens: "required"；节点池设置 instanceMetadataOptions: { httpTokens: "required" }。',
  },
  sources: [
    manual("ECS: instance metadata in security hardening mode"),
    mlps("Protection against intrusion", "8.1.4.4"),
  ],
  settings: {},
  resource: {
    types: new Set([ECS_INSTANCE, ECS_LAUNCH_TEMPLATE, NODE_POOL]),
    check: function* ({ type, props }): Iterable<Finding> {
      yield* expectOneOf(props, tokensOf(type), "required");
    },
    remediate: ({ type }) => ({ [tokensOf(type)]: "required" }),
  },
});

function tokensOf(type: string): string {
  return type === NODE_POOL ? "instanceMetadataOptions.httpTokens" : "httpTokens";
}

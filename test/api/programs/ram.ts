import * as alicloud from "@pulumi/alicloud";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";

const trust = (services: readonly string[]) =>
  JSON.stringify({
    Version: "1",
    Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: services } }],
  });

const allows = (action: string) =>
  JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: [action], Resource: ["*"] }] });

interface Wanted {
  readonly hours: number;
  readonly action: string;
  readonly owner: string;
}

/** A role with a policy of its own and one of Alibaba Cloud's. */
const accessOf =
  ({ hours, action, owner }: Wanted): PulumiFn =>
  async () => {
    const provider = new alicloud.Provider("api", { region: "cn-hangzhou", protocol: "HTTP" });
    const options = { provider };
    const role = new alicloud.ram.Role(
      "edge",
      {
        roleName: "HouguEdge",
        description: "what the way in may do",
        assumeRolePolicyDocument: trust(["ecs.aliyuncs.com"]),
        maxSessionDuration: hours * 3600,
        tags: { owner },
      },
      options,
    );
    const policy = new alicloud.ram.Policy(
      "secrets",
      {
        policyName: "hougu-secrets",
        policyDocument: allows(action),
        rotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded",
        tags: { owner },
      },
      options,
    );
    new alicloud.ram.RolePolicyAttachment(
      "own",
      { roleName: role.roleName, policyName: policy.policyName, policyType: "Custom" },
      options,
    );
    new alicloud.ram.RolePolicyAttachment(
      "system",
      { roleName: role.roleName, policyName: "AliyunLogFullAccess", policyType: "System" },
      options,
    );
  };

export const ramProgram = accessOf({ hours: 1, action: "kms:Decrypt", owner: "platform" });

/** The same with longer sessions, another document, and another owner. */
export const changed = accessOf({ hours: 2, action: "kms:Encrypt", owner: "security" });

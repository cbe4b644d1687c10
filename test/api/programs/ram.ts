import * as alicloud from "@pulumi/alicloud";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";

const trust = (services: readonly string[]) =>
  JSON.stringify({
    Version: "1",
    Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: services } }],
  });

const decrypt = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["*"] }],
});

/** A role with a policy of its own and one of Alibaba Cloud's. */
export const ramProgram: PulumiFn = async () => {
  const provider = new alicloud.Provider("api", { region: "cn-hangzhou", protocol: "HTTP" });
  const options = { provider };
  const role = new alicloud.ram.Role(
    "edge",
    {
      roleName: "HouguEdge",
      description: "what the way in may do",
      assumeRolePolicyDocument: trust(["ecs.aliyuncs.com"]),
      maxSessionDuration: 3600,
      tags: { owner: "platform" },
    },
    options,
  );
  const policy = new alicloud.ram.Policy(
    "secrets",
    {
      policyName: "hougu-secrets",
      policyDocument: decrypt,
      rotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded",
      tags: { owner: "platform" },
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

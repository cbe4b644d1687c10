import * as t from "../../../../policy/types.ts";
import { type Fault, faults } from "./fault.ts";

const policy = (statement: object) =>
  JSON.stringify({
    Version: "1",
    Statement: [{ Effect: "Allow", Action: ["oss:GetObject"], Resource: ["acs:oss:*:*:x"], ...statement }],
  });
const trust = (principal: object, condition?: object) =>
  policy({ Action: "sts:AssumeRole", Resource: undefined, Principal: principal, Condition: condition });

export const IDENTITY_FAULTS: readonly Fault[] = [
  ...faults(
    "no-broad-action",
    [t.RAM_POLICY, "everything", { policyDocument: policy({ Action: ["*"] }) }],
    [t.RAM_POLICY, "a whole service", { policyDocument: policy({ Action: ["oss:*"] }) }],
    [
      t.BUCKET_POLICY,
      "a whole service, for somebody",
      { policy: policy({ Action: ["oss:*"], Principal: ["1"] }) },
    ],
  ),
  ...faults(
    "no-broad-resource",
    [t.RAM_POLICY, "on everything", { policyDocument: policy({ Resource: "*" }) }],
    [t.RAM_POLICY, "on all buckets", { policyDocument: policy({ Resource: ["acs:oss:*:*:*"] }) }],
  ),
  ...faults(
    "role-trusts-few",
    [t.RAM_ROLE, "everybody's", { assumeRolePolicyDocument: trust({ RAM: ["*"] }) }],
    [t.RAM_ROLE, "another account's", { assumeRolePolicyDocument: trust({ RAM: ["acs:ram::42:root"] }) }],
  ),
  ...faults(
    "pod-role-for-one-account",
    [
      t.RAM_ROLE,
      "every pod's",
      { assumeRolePolicyDocument: trust({ Federated: ["acs:ram::1:oidc-provider/ack"] }) },
    ],
    [
      t.RAM_ROLE,
      "a whole namespace's",
      {
        assumeRolePolicyDocument: trust(
          { Federated: ["acs:ram::1:oidc-provider/ack"] },
          { StringEquals: { "oidc:sub": "system:serviceaccount:artist:*", "oidc:aud": "sts.aliyuncs.com" } },
        ),
      },
    ],
  ),
  ...faults("short-sessions", [t.RAM_ROLE, "half a day", { maxSessionDuration: 43_200 }]),
  ...faults("no-administrator", [
    t.RAM_ROLE_POLICY,
    "all",
    { policyType: "System", policyName: "AdministratorAccess" },
  ]),
  ...faults(
    "metadata-by-token",
    [t.ECS_INSTANCE, "to whoever asks", { httpTokens: "optional" }],
    [t.NODE_POOL, "to whoever asks", { "instanceMetadataOptions.httpTokens": "optional" }],
  ),
  ...faults("no-super-database-account", [t.DATABASE_ACCOUNT, "that may do all", { accountType: "Super" }]),
  ...faults(
    "cache-asks-for-password",
    [t.CACHE, "within the VPC", { vpcAuthMode: "Close" }],
    [t.CACHE, "without one", { password: undefined }],
  ),
  ...faults("pods-have-own-roles", [t.CLUSTER, "the node's for all", { enableRrsa: false }]),
  ...faults("no-default-service-account", [
    t.DEPLOYMENT,
    "with the default's token",
    {
      "spec.template.spec.automountServiceAccountToken": undefined,
      "spec.template.spec.serviceAccountName": undefined,
    },
  ]),
  ...faults("broker-permissions-named", [t.BROKER_PERMISSION, "every queue", { configure: ".*" }]),
];

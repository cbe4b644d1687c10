import { randomInt } from "node:crypto";
import { isRecord, text, type Value } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { firstVersion, PROPOSED, versionsAfter } from "./ram-policy-versions.ts";
import { timestamp } from "./time.ts";

/** The account of the sandbox: 16 digits, as Alibaba Cloud's account ids. */
export const ACCOUNT_ID = "1000000000000001";

/** Seconds that a role's session may last (API reference of CreateRole). */
const SESSION_SECONDS = [3600, 43_200] as const;
const LONGEST_ROLE_NAME = 64;
const LONGEST_POLICY_NAME = 128;

const ROLE_NOT_FOUND = { code: "EntityNotExist.Role", message: "The role does not exist." } as const;
const POLICY_NOT_FOUND = { code: "EntityNotExist.Policy", message: "The policy does not exist." } as const;

export const ramRole: ResourceType = {
  type: "alicloud:ramRole",
  service: "Ram",
  actions: { create: "CreateRole", describe: "GetRole", modify: "UpdateRole", remove: "DeleteRole" },
  global: true,
  nameAttribute: "roleName",
  id: (role) => text(role, "roleName"),
  notFound: ROLE_NOT_FOUND,
  unique: [
    {
      attributes: ["roleName"],
      taken: { code: "EntityAlreadyExists.Role", message: "The role already exists." },
    },
  ],
  quotas: [{ limit: 1000, exceeded: { code: "LimitExceeded.Role", message: "The role quota is exceeded." } }],
  check(wanted, look) {
    checkName("RoleName", text(wanted, "roleName"), LONGEST_ROLE_NAME, look);
    checkDocument("AssumeRolePolicyDocument", text(wanted, "assumeRolePolicyDocument"), look);
    const seconds = wanted.maxSessionDuration;
    if (typeof seconds === "number" && (seconds < SESSION_SECONDS[0] || seconds > SESSION_SECONDS[1])) {
      look.refuse(
        "InvalidParameter.MaxSessionDuration",
        `The specified parameter MaxSessionDuration is not valid. (${seconds}: ${SESSION_SECONDS.join(" to ")} seconds)`,
      );
    }
  },
  complete: (wanted, { now }) => ({
    roleId: `3${Array.from({ length: 17 }, () => randomInt(10)).join("")}`,
    arn: `acs:ram::${ACCOUNT_ID}:role/${text(wanted, "roleName").toLowerCase()}`,
    createTime: timestamp(now),
    updateTime: timestamp(now),
    maxSessionDuration: wanted.maxSessionDuration ?? SESSION_SECONDS[0],
  }),
  adjust: (_, { now }) => ({ updateTime: timestamp(now) }),
};

export const ramPolicy: ResourceType = {
  type: "alicloud:ramPolicy",
  service: "Ram",
  actions: {
    create: "CreatePolicy",
    describe: "GetPolicy",
    modify: "CreatePolicyVersion",
    remove: "DeletePolicy",
  },
  global: true,
  nameAttribute: "policyName",
  id: (policy) => text(policy, "policyName"),
  notFound: POLICY_NOT_FOUND,
  unique: [
    {
      attributes: ["policyName"],
      taken: { code: "EntityAlreadyExists.Policy", message: "The policy already exists." },
    },
  ],
  quotas: [
    { limit: 1500, exceeded: { code: "LimitExceeded.Policy", message: "The policy quota is exceeded." } },
  ],
  check(wanted, look) {
    checkName("PolicyName", text(wanted, "policyName"), LONGEST_POLICY_NAME, look);
    checkDocument("PolicyDocument", text(wanted, "policyDocument"), look);
    const proposed = wanted[PROPOSED];
    if (isRecord(proposed)) checkDocument("PolicyDocument", text(proposed, "policyDocument"), look);
  },
  complete: (wanted, { now }) => ({
    type: "Custom",
    createTime: timestamp(now),
    updateTime: timestamp(now),
    ...firstVersion(text(wanted, "policyDocument"), now),
  }),
  adjust: (wanted, look, before) => ({
    updateTime: timestamp(look.now),
    ...versionsAfter(wanted, look, before.attributes),
  }),
  describe: ({ id }, look) => ({
    attachmentCount: look
      .all("alicloud:ramRolePolicy")
      .filter(({ attributes }) => attributes.policyName === id).length,
  }),
};

/** A policy on a role. Policies of the type System are Alibaba Cloud's own: they are always there. */
export const ramRolePolicy: ResourceType = {
  type: "alicloud:ramRolePolicy",
  service: "Ram",
  actions: {
    create: "AttachPolicyToRole",
    describe: "ListPoliciesForRole",
    modify: "AttachPolicyToRole",
    remove: "DetachPolicyFromRole",
  },
  global: true,
  id: (attachment) =>
    [
      "role",
      text(attachment, "policyName"),
      text(attachment, "policyType"),
      text(attachment, "roleName"),
    ].join(":"),
  notFound: { code: "EntityNotExist.Role.Policy", message: "The policy is not attached to the role." },
  references: [
    {
      attribute: "roleName",
      to: "alicloud:ramRole",
      missing: ROLE_NOT_FOUND,
      holds: {
        code: "DeleteConflict.Role.Policy",
        message: "The role can't be deleted while policies are attached to it.",
      },
    },
    {
      attribute: "policyName",
      to: ({ policyType }) => (policyType === "Custom" ? "alicloud:ramPolicy" : undefined),
      missing: POLICY_NOT_FOUND,
      holds: {
        code: "DeleteConflict.Role.Policy",
        message: "The policy can't be deleted while it is attached to roles.",
      },
    },
  ],
  unique: [
    {
      attributes: ["roleName", "policyName", "policyType"],
      taken: {
        code: "EntityAlreadyExists.Role.Policy",
        message: "The policy is attached to the role already.",
      },
    },
  ],
  complete: (_, { now }) => ({ attachTime: timestamp(now) }),
};

function checkName(parameter: string, name: string, longest: number, look: Look): void {
  if (!/^[A-Za-z0-9-]+$/.test(name)) {
    look.refuse(
      `InvalidParameter.${parameter}.InvalidChars`,
      `Letters, digits and hyphens are allowed. (${name})`,
    );
  }
  if (name.length > longest) {
    look.refuse(
      `InvalidParameter.${parameter}.Length`,
      `The name has ${name.length} characters, ${longest} are allowed. (${name})`,
    );
  }
}

function checkDocument(parameter: string, document: string, look: Look): void {
  if (!isPolicyDocument(document)) {
    look.refuse(
      "MalformedPolicyDocument",
      `The document needs a Version "1" and a list of statements. (${parameter})`,
    );
  }
}

function isPolicyDocument(document: string): boolean {
  try {
    const { Version, Statement } = JSON.parse(document) as { Version?: Value; Statement?: Value };
    return Version === "1" && Array.isArray(Statement) && Statement.length > 0;
  } catch {
    return false;
  }
}

import { text as textOf } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { POLICY } from "./policy.ts";
import { ROLE } from "./role.ts";

const ATTACHMENT = "alicloud:ramRolePolicy";

const GIVEN: Fields = {
  PolicyName: text("policyName"),
  PolicyType: text("policyType"),
  RoleName: text("roleName"),
};

const ATTACHED: Fields = {
  PolicyName: text("policyName"),
  PolicyType: text("policyType"),
  AttachDate: text("attachTime"),
};

function idOf({ parameters }: Call): string {
  const [policy, type, role] = ["PolicyName", "PolicyType", "RoleName"].map((name) =>
    parameters.required(name),
  );
  return `role:${policy}:${type}:${role}`;
}

/** Policies on roles. Users and groups are none of this program's, so nothing is attached to any. */
export const ATTACHMENT_ACTIONS: Readonly<Record<string, Action>> = {
  AttachPolicyToRole: async (call) => {
    await call.create(ATTACHMENT, taken(call.parameters, GIVEN));
    return {};
  },
  DetachPolicyFromRole: async (call) => {
    await call.remove(ATTACHMENT, idOf(call));
    return {};
  },
  ListPoliciesForRole: async (call) => {
    const role = await call.need(ROLE, call.parameters.required("RoleName"));
    const attached = (await call.all(ATTACHMENT)).filter(({ attributes }) => attributes.roleName === role.id);
    return {
      Policies: {
        Policy: await Promise.all(
          attached.map(async ({ attributes }) => {
            const policy =
              attributes.policyType === "Custom"
                ? await call.find(POLICY, textOf(attributes, "policyName"))
                : undefined;
            return {
              ...shown(attributes, ATTACHED),
              ...shown(policy?.attributes ?? {}, {
                DefaultVersion: text("defaultVersion"),
                Description: text("description"),
              }),
            };
          }),
        ),
      },
    };
  },
  ListEntitiesForPolicy: async (call) => {
    const { parameters } = call;
    const name = parameters.required("PolicyName");
    const type = parameters.required("PolicyType");
    if (type === "Custom") await call.need(POLICY, name);
    const attached = (await call.all(ATTACHMENT)).filter(
      ({ attributes }) => attributes.policyName === name && attributes.policyType === type,
    );
    return {
      Users: { User: [] },
      Groups: { Group: [] },
      Roles: {
        Role: await Promise.all(
          attached.map(async ({ attributes }) => ({
            ...shown(attributes, { RoleName: text("roleName"), AttachDate: text("attachTime") }),
            ...shown((await call.find(ROLE, textOf(attributes, "roleName")))?.attributes ?? {}, {
              RoleId: text("roleId"),
              Arn: text("arn"),
              Description: text("description"),
            }),
          })),
        ),
      },
    };
  },
};

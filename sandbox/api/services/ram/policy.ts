import { versionsOf } from "../../../cloud/alicloud/ram-policy-versions.ts";
import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, integer, shown, taken, text } from "../../fields.ts";
import { stretchOf } from "../../paging.ts";
import { ApiError } from "../../problem.ts";
import { isTagged, shownTags, tagsIn } from "../../tags.ts";

export const POLICY = "alicloud:ramPolicy";

const GIVEN: Fields = {
  PolicyName: text("policyName"),
  Description: text("description"),
  PolicyDocument: text("policyDocument"),
};

const DESCRIBED: Fields = {
  PolicyName: text("policyName"),
  PolicyType: text("type"),
  Description: text("description"),
  DefaultVersion: text("defaultVersion"),
  CreateDate: text("createTime"),
};

const WITH_UPDATE: Fields = { ...DESCRIBED, UpdateDate: text("updateTime") };
const COUNTED: Fields = { ...WITH_UPDATE, AttachmentCount: integer("attachmentCount") };

const VERSION: Fields = {
  VersionId: text("versionId"),
  PolicyDocument: text("policyDocument"),
  CreateDate: text("createTime"),
};

function described({ attributes }: CloudObject, fields: Fields): Record<string, Value> {
  return { Description: "", ...shown(attributes, fields) };
}

function shownVersions({ attributes }: CloudObject): Record<string, Value>[] {
  return versionsOf(attributes).map((version) => ({
    ...shown(version, VERSION),
    IsDefaultVersion: version.versionId === attributes.defaultVersion,
  }));
}

/** The version of this id. @throws ApiError when the policy has none */
function versionOf(policy: CloudObject, versionId: string): Record<string, Value> {
  const found = shownVersions(policy).find(({ VersionId }) => VersionId === versionId);
  if (found) return found;
  throw new ApiError(404, "EntityNotExist.Policy.Version", "The policy version does not exist.");
}

/**
 * The policy that a request names. The documents of Alibaba Cloud's own policies are nobody's to change, and the sandbox
 * doesn't have them.
 */
async function asked(call: Call): Promise<CloudObject> {
  const { parameters } = call;
  const name = parameters.required("PolicyName");
  if (parameters.text("PolicyType") === "System") {
    throw new ApiError(
      404,
      "EntityNotExist.Policy",
      `The sandbox has no documents of system policies. (${name})`,
    );
  }
  return call.need(POLICY, name);
}

export const POLICY_ACTIONS: Readonly<Record<string, Action>> = {
  CreatePolicy: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const policy = await call.create(POLICY, { ...taken(parameters, GIVEN), ...(tags && { tags }) });
    return { Policy: described(policy, DESCRIBED) };
  },
  GetPolicy: async (call) => {
    const policy = await asked(call);
    return {
      Policy: described(policy, COUNTED),
      DefaultPolicyVersion: versionOf(policy, String(policy.attributes.defaultVersion)),
    };
  },
  UpdatePolicyDescription: async (call) => {
    const { parameters } = call;
    const policy = await call.modify(POLICY, parameters.required("PolicyName"), {
      description: parameters.text("NewDescription") ?? "",
    });
    return { Policy: described(policy, WITH_UPDATE) };
  },
  DeletePolicy: async (call) => {
    const { parameters } = call;
    const policy = await asked(call);
    if (parameters.flag("CascadingDelete") !== true && shownVersions(policy).length > 1) {
      throw new ApiError(
        409,
        "DeleteConflict.Policy.Version",
        "The policy can't be deleted while it has versions beside the default one.",
      );
    }
    await call.remove(POLICY, policy.id);
    return {};
  },
  ListPolicies: async (call) => {
    const { parameters } = call;
    const wanted = tagsIn(parameters) ?? {};
    const policies = parameters.text("PolicyType") === "System" ? [] : await call.all(POLICY);
    const found = policies.filter((policy) => isTagged(policy, wanted));
    const { items, nextToken } = stretchOf(found, parameters, {
      usual: 100,
      most: 1000,
      sizeName: "MaxItems",
      tokenName: "Marker",
    });
    return {
      IsTruncated: nextToken !== "",
      ...(nextToken !== "" && { Marker: nextToken }),
      Policies: {
        Policy: items.map((policy) => ({
          ...described(policy, COUNTED),
          Tags: { Tag: shownTags(policy, "Tag") },
        })),
      },
    };
  },
};

/** Versions of a policy: each new document is one. */
export const POLICY_VERSION_ACTIONS: Readonly<Record<string, Action>> = {
  CreatePolicyVersion: async (call) => {
    const { parameters } = call;
    const policy = await call.modify(POLICY, parameters.required("PolicyName"), {
      proposedVersion: {
        policyDocument: parameters.required("PolicyDocument"),
        isDefault: parameters.flag("SetAsDefault") ?? false,
      },
      rotateStrategy: parameters.text("RotateStrategy") ?? null,
    });
    return { PolicyVersion: shownVersions(policy).at(-1) ?? {} };
  },
  GetPolicyVersion: async (call) => ({
    PolicyVersion: versionOf(await asked(call), call.parameters.required("VersionId")),
  }),
  ListPolicyVersions: async (call) => ({
    PolicyVersions: { PolicyVersion: shownVersions(await asked(call)) },
  }),
  SetDefaultPolicyVersion: async (call) => {
    const { parameters } = call;
    await call.modify(POLICY, parameters.required("PolicyName"), {
      defaultVersion: parameters.required("VersionId"),
    });
    return {};
  },
  DeletePolicyVersion: async (call) => {
    const { parameters } = call;
    await call.modify(POLICY, parameters.required("PolicyName"), {
      droppedVersion: parameters.required("VersionId"),
    });
    return {};
  },
};

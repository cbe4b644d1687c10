import { versionsOf } from "../../../cloud/alicloud/kms.ts";
import { type CloudObject, text as textOf, texts, type Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, list, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import { ApiError } from "../../problem.ts";
import { shownTags } from "../../tags.ts";
import { tagsIn } from "./tags.ts";

const TYPE = "alicloud:kmsSecret";

const VALUE: Fields = {
  SecretData: text("secretData"),
  SecretDataType: text("secretDataType"),
  VersionId: text("versionId"),
};

const ROTATION: Fields = {
  EnableAutomaticRotation: flag("enableAutomaticRotation"),
  RotationInterval: text("rotationInterval"),
};

const GIVEN: Fields = {
  ...VALUE,
  ...ROTATION,
  SecretName: text("secretName"),
  SecretType: text("secretType"),
  EncryptionKeyId: text("encryptionKeyId"),
  DKMSInstanceId: text("dkmsInstanceId"),
  ExtendedConfig: text("extendedConfig"),
  Description: text("description"),
  Policy: text("policy"),
};

const LISTED: Fields = {
  SecretName: text("secretName"),
  SecretType: text("secretType"),
  CreateTime: text("createTime"),
  UpdateTime: text("updateTime"),
};

const DESCRIBED: Fields = {
  ...LISTED,
  Description: text("description"),
  EncryptionKeyId: text("encryptionKeyId"),
  DKMSInstanceId: text("dkmsInstanceId"),
  ExtendedConfig: text("extendedConfig"),
  Arn: text("arn"),
  RotationInterval: text("rotationInterval"),
};

const rotation = ({ attributes }: CloudObject): string =>
  attributes.enableAutomaticRotation === true ? "Enabled" : "Disabled";

const secretOf = (call: Call): Promise<CloudObject> =>
  call.need(TYPE, call.parameters.required("SecretName"));

const changing =
  (changes: (call: Call) => Record<string, Value>): Action =>
  async (call) => {
    const { id } = await secretOf(call);
    await call.modify(TYPE, id, changes(call));
    return { SecretName: id };
  };

/** A version as answers have it, or nothing of it when it isn't there. @throws ApiError */
function valueIn(secret: CloudObject, call: Call): Record<string, Value> {
  const stage = call.parameters.text("VersionStage") ?? "ACSCurrent";
  const wanted = call.parameters.text("VersionId");
  const found = versionsOf(secret.attributes).find((version) =>
    wanted === undefined
      ? texts(version, "versionStages").includes(stage)
      : textOf(version, "versionId") === wanted,
  );
  if (found === undefined) {
    throw new ApiError(
      404,
      "Forbidden.ResourceNotFound",
      "The specified version of the secret is not found.",
    );
  }
  return {
    ...shown(found, { ...VALUE, CreateTime: text("createTime") }),
    VersionStages: { VersionStage: texts(found, "versionStages") },
  };
}

export const SECRET_ACTIONS: Readonly<Record<string, Action>> = {
  CreateSecret: async (call) => {
    const { parameters } = call;
    const tags = tagsIn(parameters);
    const secret = await call.create(TYPE, { ...taken(parameters, GIVEN), ...(tags && { tags }) });
    return {
      AutomaticRotation: rotation(secret),
      ...shown(secret.attributes, {
        SecretName: text("secretName"),
        VersionId: text("versionId"),
        SecretType: text("secretType"),
        Arn: text("arn"),
        RotationInterval: text("rotationInterval"),
        ExtendedConfig: text("extendedConfig"),
        DKMSInstanceId: text("dkmsInstanceId"),
      }),
    };
  },
  DescribeSecret: async (call) => {
    const secret = await secretOf(call);
    return {
      PlannedDeleteTime: "",
      AutomaticRotation: rotation(secret),
      ...shown(secret.attributes, DESCRIBED),
      ...(call.parameters.flag("FetchTags") === true && { Tags: { Tag: shownTags(secret, "Tag") } }),
    };
  },
  ListSecrets: async (call) => {
    const { parameters } = call;
    const { items, total, number, size } = pageOf(await call.all(TYPE), parameters);
    return {
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      SecretList: {
        Secret: items.map((secret) => ({
          PlannedDeleteTime: "",
          ...shown(secret.attributes, LISTED),
          ...(parameters.flag("FetchTags") === true && { Tags: { Tag: shownTags(secret, "Tag") } }),
        })),
      },
    };
  },
  GetSecretValue: async (call) => {
    const secret = await secretOf(call);
    return {
      AutomaticRotation: rotation(secret),
      ...shown(secret.attributes, {
        SecretName: text("secretName"),
        SecretType: text("secretType"),
        RotationInterval: text("rotationInterval"),
        ExtendedConfig: text("extendedConfig"),
      }),
      ...valueIn(secret, call),
    };
  },
  ListSecretVersionIds: async (call) => {
    const secret = await secretOf(call);
    const isAll = call.parameters.flag("IncludeDeprecated") === true;
    const versions = versionsOf(secret.attributes).filter(
      (version) => isAll || texts(version, "versionStages").length > 0,
    );
    const { items, total, number, size } = pageOf(versions, call.parameters);
    return {
      SecretName: secret.id,
      TotalCount: total,
      PageNumber: number,
      PageSize: size,
      VersionIds: {
        VersionId: items.map((version) => ({
          ...shown(version, { VersionId: text("versionId"), CreateTime: text("createTime") }),
          VersionStages: { VersionStage: texts(version, "versionStages") },
        })),
      },
    };
  },
  PutSecretValue: async (call) => {
    const { id } = await secretOf(call);
    const { attributes } = await call.modify(
      TYPE,
      id,
      taken(call.parameters, { ...VALUE, VersionStages: list("versionStages") }),
    );
    return {
      SecretName: id,
      VersionId: textOf(attributes, "versionId"),
      VersionStages: { VersionStage: texts(attributes, "versionStages") },
    };
  },
  UpdateSecret: changing(({ parameters }) => taken(parameters, { Description: text("description") })),
  UpdateSecretRotationPolicy: changing(({ parameters }) => taken(parameters, ROTATION)),
  SetSecretPolicy: changing(({ parameters }) => ({ policy: parameters.required("Policy") })),
  GetSecretPolicy: async (call) => ({ Policy: textOf((await secretOf(call)).attributes, "policy") }),
  /** As with keys, what could still be restored isn't kept. */
  DeleteSecret: async (call) => {
    const { id } = await secretOf(call);
    await call.remove(TYPE, id);
    return { SecretName: id, PlannedDeleteTime: "" };
  },
};

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningApi, runningApi } from "./running-api.ts";

const VERSION = "2016-01-20";

describe("Kms", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  const key = async (more: object = {}): Promise<string> =>
    (await api.rpc(VERSION, "CreateKey", { Description: "data", ...more })).KeyMetadata.KeyId;

  it("gives a key with its alias a whole life", async () => {
    const KeyId = await key({
      EnableAutomaticRotation: true,
      RotationInterval: "365d",
      Tags: JSON.stringify([{ TagKey: "owner", TagValue: "platform" }]),
    });
    await api.rpc(VERSION, "CreateAlias", { AliasName: "alias/data", KeyId });
    const { KeyMetadata } = await api.rpc(VERSION, "DescribeKey", { KeyId: "alias/data" });
    expect(KeyMetadata).toMatchObject({
      KeyId,
      Arn: expect.stringMatching(`^acs:kms:cn-hangzhou:\\d+:key/${KeyId}$`),
      KeyState: "Enabled",
      AutomaticRotation: "Enabled",
      DeletionProtection: "Disabled",
    });
    expect(Date.parse(KeyMetadata.NextRotationDate) - Date.parse(KeyMetadata.LastRotationDate)).toBe(
      365 * 86_400_000,
    );
    await api.rpc(VERSION, "UpdateKeyDescription", { KeyId, Description: "other" });
    await api.rpc(VERSION, "UpdateRotationPolicy", { KeyId, EnableAutomaticRotation: false });
    await api.rpc(VERSION, "DisableKey", { KeyId });
    const changed = (await api.rpc(VERSION, "DescribeKey", { KeyId })).KeyMetadata;
    expect(changed).toMatchObject({
      Description: "other",
      AutomaticRotation: "Disabled",
      KeyState: "Disabled",
    });
    expect(changed.NextRotationDate).toBeUndefined();
    expect((await api.rpc(VERSION, "ListKeys")).Keys.Key).toEqual([{ KeyId, KeyArn: KeyMetadata.Arn }]);
    expect((await api.rpc(VERSION, "ListAliasesByKeyId", { KeyId })).Aliases.Alias).toMatchObject([
      { AliasName: "alias/data", KeyId },
    ]);
    expect(
      (await api.rpc(VERSION, "ListTagResources", { ResourceType: "key", ResourceId: [KeyId] })).TagResources
        .TagResource,
    ).toMatchObject([{ TagKey: "owner", TagValue: "platform" }]);
    await api.rpc(VERSION, "ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 });
    expect(api.cloud.list()).toEqual([]);
    await expect(api.rpc(VERSION, "DescribeKey", { KeyId })).rejects.toMatchObject({
      code: "Forbidden.KeyNotFound",
    });
  });

  it("keeps a protected key, whichever name the request has for it", async () => {
    const KeyId = await key();
    await api.rpc(VERSION, "SetDeletionProtection", {
      ProtectedResourceArn: `acs:kms:cn-hangzhou:${api.account.id}:key/${KeyId}`,
      EnableDeletionProtection: true,
    });
    const deletion = () => api.rpc(VERSION, "ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 });
    await expect(deletion()).rejects.toMatchObject({ code: "Rejected.DeletionProtectionEnabled" });
    await api.rpc(VERSION, "SetDeletionProtection", { KeyId, EnableDeletionProtection: false });
    await deletion();
  });

  it("keeps a secret's versions, and its data out of descriptions", async () => {
    const SecretName = "hougu-dev-migrate";
    const EncryptionKeyId = await key();
    const put = (VersionId: string, SecretData: string, action = "PutSecretValue") =>
      api.rpc(VERSION, action, {
        SecretName,
        VersionId,
        SecretData,
        ...(action === "CreateSecret" && { EncryptionKeyId }),
      });
    await put("v1", "first", "CreateSecret");
    await put("v2", "second");
    const value = (more: object = {}) => api.rpc(VERSION, "GetSecretValue", { SecretName, ...more });
    expect(await value()).toMatchObject({
      SecretData: "second",
      VersionId: "v2",
      SecretDataType: "text",
      VersionStages: { VersionStage: ["ACSCurrent"] },
    });
    expect(await value({ VersionStage: "ACSPrevious" })).toMatchObject({
      SecretData: "first",
      VersionId: "v1",
    });
    await put("v3", "third");
    await expect(put("v3", "another")).rejects.toMatchObject({ code: "Rejected.ResourceInUse" });
    await expect(put("v1", "another")).rejects.toMatchObject({ code: "Rejected.ResourceInUse" });
    const versions = async (more: object = {}) =>
      (await api.rpc(VERSION, "ListSecretVersionIds", { SecretName, ...more })).VersionIds.VersionId.map(
        ({ VersionId }: { VersionId: string }) => VersionId,
      );
    expect(await versions()).toEqual(["v3", "v2"]);
    expect(await versions({ IncludeDeprecated: "true" })).toEqual(["v3", "v2", "v1"]);
    const described = await api.rpc(VERSION, "DescribeSecret", { SecretName });
    expect(JSON.stringify([described, await api.rpc(VERSION, "ListSecrets")])).not.toMatch(
      /first|second|third/,
    );
    await expect(
      api.rpc(VERSION, "ScheduleKeyDeletion", { KeyId: EncryptionKeyId, PendingWindowInDays: 7 }),
    ).rejects.toMatchObject({ code: "Rejected.KeyInUse" });
    await api.rpc(VERSION, "DeleteSecret", { SecretName, ForceDeleteWithoutRecovery: "true" });
    await expect(value()).rejects.toMatchObject({ code: "Forbidden.ResourceNotFound" });
  });

  it("moves an alias, switches a key off and on, and keeps policies", async () => {
    const [first, second] = [await key(), await key()];
    await api.rpc(VERSION, "CreateAlias", { AliasName: "alias/data", KeyId: first });
    await api.rpc(VERSION, "UpdateAlias", { AliasName: "alias/data", KeyId: second });
    expect(
      (await api.rpc(VERSION, "ListAliases", { PageSize: 20, PageNumber: 1 })).Aliases.Alias,
    ).toMatchObject([{ AliasName: "alias/data", KeyId: second }]);
    await api.rpc(VERSION, "DeleteAlias", { AliasName: "alias/data" });
    await expect(api.rpc(VERSION, "DescribeKey", { KeyId: "alias/data" })).rejects.toMatchObject({
      code: "Forbidden.AliasNotFound",
    });
    await api.rpc(VERSION, "DisableKey", { KeyId: first });
    await api.rpc(VERSION, "EnableKey", { KeyId: first });
    expect((await api.rpc(VERSION, "DescribeKey", { KeyId: first })).KeyMetadata.KeyState).toBe("Enabled");
    const Policy = JSON.stringify({ Version: "1", Statement: [] });
    await api.rpc(VERSION, "SetKeyPolicy", { KeyId: first, Policy });
    expect((await api.rpc(VERSION, "GetKeyPolicy", { KeyId: first })).Policy).toBe(Policy);
    const { KeyVersions, TotalCount } = await api.rpc(VERSION, "ListKeyVersions", { KeyId: first });
    expect([TotalCount, KeyVersions.KeyVersion[0].KeyId]).toEqual([1, first]);
  });

  it("describes a secret anew, rotates it, and tags it", async () => {
    const SecretName = "hougu-dev-broker";
    await api.rpc(VERSION, "CreateSecret", { SecretName, SecretData: "hidden", VersionId: "v1" });
    await api.rpc(VERSION, "UpdateSecret", { SecretName, Description: "of the brokers" });
    await api.rpc(VERSION, "UpdateSecretRotationPolicy", {
      SecretName,
      EnableAutomaticRotation: true,
      RotationInterval: "30d",
    });
    const Policy = JSON.stringify({ Version: "1", Statement: [] });
    await api.rpc(VERSION, "SetSecretPolicy", { SecretName, Policy });
    expect((await api.rpc(VERSION, "GetSecretPolicy", { SecretName })).Policy).toBe(Policy);
    const secret = { ResourceType: "secret", ResourceId: [SecretName] };
    await api.rpc(VERSION, "TagResources", {
      ...secret,
      Tag: [
        { Key: "owner", Value: "platform" },
        { Key: "old", Value: "yes" },
      ],
    });
    await api.rpc(VERSION, "UntagResources", { ...secret, TagKey: ["old"] });
    expect(await api.rpc(VERSION, "DescribeSecret", { SecretName, FetchTags: "true" })).toMatchObject({
      Description: "of the brokers",
      AutomaticRotation: "Enabled",
      RotationInterval: "30d",
      Tags: { Tag: [{ TagKey: "owner", TagValue: "platform" }] },
    });
  });
});

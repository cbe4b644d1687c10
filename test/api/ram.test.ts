import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const VERSION = "2015-05-01";
const TRUST = JSON.stringify({
  Version: "1",
  Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: ["ecs.aliyuncs.com"] } }],
});
const document = (action: string) =>
  JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: [action], Resource: ["*"] }] });

describe("Ram", () => {
  let api: RunningApi;
  const ask = (action: string, parameters: Record<string, unknown>) => api.rpc(VERSION, action, parameters);

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  async function role(RoleName = "Edge") {
    return ask("CreateRole", { RoleName, AssumeRolePolicyDocument: TRUST });
  }

  async function policy(PolicyName = "secrets", PolicyDocument = document("kms:Decrypt")) {
    return ask("CreatePolicy", { PolicyName, PolicyDocument });
  }

  it("gives a role with policies a whole life, in words that the SDK knows", async () => {
    const { Role } = await role();
    expect(Role).toMatchObject({
      RoleName: "Edge",
      MaxSessionDuration: 3600,
      Arn: expect.stringMatching(/^acs:ram::/),
    });
    await policy();
    await ask("AttachPolicyToRole", { PolicyType: "Custom", PolicyName: "secrets", RoleName: "Edge" });
    await ask("AttachPolicyToRole", {
      PolicyType: "System",
      PolicyName: "AliyunLogFullAccess",
      RoleName: "Edge",
    });
    expect((await ask("ListPoliciesForRole", { RoleName: "Edge" })).Policies.Policy).toMatchObject([
      { PolicyName: "secrets", PolicyType: "Custom", DefaultVersion: "v1" },
      { PolicyName: "AliyunLogFullAccess", PolicyType: "System" },
    ]);
    const entities = await ask("ListEntitiesForPolicy", { PolicyName: "secrets", PolicyType: "Custom" });
    expect(entities.Roles.Role).toMatchObject([{ RoleName: "Edge" }]);
    expect((await ask("GetPolicy", { PolicyName: "secrets", PolicyType: "Custom" })).Policy).toMatchObject({
      AttachmentCount: 1,
    });
    await ask("UpdateRole", { RoleName: "Edge", NewDescription: "the way in", NewMaxSessionDuration: 7200 });
    expect((await ask("GetRole", { RoleName: "Edge" })).Role).toMatchObject({
      Description: "the way in",
      MaxSessionDuration: 7200,
      AssumeRolePolicyDocument: TRUST,
    });
    await expect(ask("DeleteRole", { RoleName: "Edge" })).rejects.toMatchObject({
      code: "DeleteConflict.Role.Policy",
      statusCode: 409,
    });
    await expect(ask("DeletePolicy", { PolicyName: "secrets", CascadingDelete: true })).rejects.toMatchObject(
      { code: "DeleteConflict.Role.Policy" },
    );
    for (const [PolicyType, PolicyName] of [
      ["Custom", "secrets"],
      ["System", "AliyunLogFullAccess"],
    ]) {
      await ask("DetachPolicyFromRole", { PolicyType, PolicyName, RoleName: "Edge" });
    }
    await ask("DeletePolicy", { PolicyName: "secrets" });
    await ask("DeleteRole", { RoleName: "Edge" });
    expect(api.cloud.list()).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("refuses what isn't there, what is there already, and documents that are none", async () => {
    await role();
    await expect(role()).rejects.toMatchObject({ code: "EntityAlreadyExists.Role", statusCode: 409 });
    await expect(ask("GetRole", { RoleName: "Nobody" })).rejects.toMatchObject({
      code: "EntityNotExist.Role",
      statusCode: 404,
    });
    await expect(ask("ListPoliciesForRole", { RoleName: "Nobody" })).rejects.toMatchObject({
      code: "EntityNotExist.Role",
    });
    await expect(ask("GetPolicy", { PolicyName: "no", PolicyType: "Custom" })).rejects.toMatchObject({
      code: "EntityNotExist.Policy",
      statusCode: 404,
    });
    await expect(policy("broken", "{")).rejects.toMatchObject({ code: "MalformedPolicyDocument" });
    await policy();
    await expect(
      ask("CreatePolicyVersion", { PolicyName: "secrets", PolicyDocument: "[]", SetAsDefault: true }),
    ).rejects.toMatchObject({ code: "MalformedPolicyDocument" });
  });

  it("keeps a policy's versions: five, one of them the default, numbers never used again", async () => {
    await policy();
    const add = (action: string, more: Record<string, unknown> = {}) =>
      ask("CreatePolicyVersion", { PolicyName: "secrets", PolicyDocument: document(action), ...more });
    const now = async () =>
      (await ask("ListPolicyVersions", { PolicyName: "secrets", PolicyType: "Custom" })).PolicyVersions
        .PolicyVersion;
    expect((await add("a", { SetAsDefault: true })).PolicyVersion).toMatchObject({
      VersionId: "v2",
      IsDefaultVersion: true,
    });
    expect((await add("b")).PolicyVersion).toMatchObject({ VersionId: "v3", IsDefaultVersion: false });
    await expect(
      ask("DeletePolicyVersion", { PolicyName: "secrets", VersionId: "v2" }),
    ).rejects.toMatchObject({ code: "DeleteConflict.Policy.Version.Default", statusCode: 409 });
    await ask("DeletePolicyVersion", { PolicyName: "secrets", VersionId: "v3" });
    expect((await add("c")).PolicyVersion).toMatchObject({ VersionId: "v4" });
    await add("d");
    await add("e");
    await expect(add("f")).rejects.toMatchObject({ code: "LimitExceeded.Policy.Version", statusCode: 409 });
    await add("f", { RotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded" });
    await expect(add("g")).rejects.toMatchObject({ code: "LimitExceeded.Policy.Version" });
    expect((await now()).map(({ VersionId }: { VersionId: string }) => VersionId)).toEqual([
      "v2",
      "v4",
      "v5",
      "v6",
      "v7",
    ]);
    await ask("SetDefaultPolicyVersion", { PolicyName: "secrets", VersionId: "v4" });
    expect(
      (await ask("GetPolicy", { PolicyName: "secrets", PolicyType: "Custom" })).DefaultPolicyVersion,
    ).toMatchObject({ VersionId: "v4", PolicyDocument: document("c") });
    await expect(
      ask("SetDefaultPolicyVersion", { PolicyName: "secrets", VersionId: "v1" }),
    ).rejects.toMatchObject({ code: "EntityNotExist.Policy.Version", statusCode: 404 });
    await expect(ask("DeletePolicy", { PolicyName: "secrets" })).rejects.toMatchObject({
      code: "DeleteConflict.Policy.Version",
      statusCode: 409,
    });
    await ask("DeletePolicy", { PolicyName: "secrets", CascadingDelete: true });
    expect(api.cloud.list()).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("shows any version of a policy, and describes a policy anew without making one", async () => {
    await policy();
    await ask("CreatePolicyVersion", {
      PolicyName: "secrets",
      PolicyDocument: document("kms:Encrypt"),
      SetAsDefault: true,
    });
    const version = async (VersionId: string) =>
      (await ask("GetPolicyVersion", { PolicyName: "secrets", PolicyType: "Custom", VersionId }))
        .PolicyVersion;
    expect(await version("v1")).toEqual({
      VersionId: "v1",
      PolicyDocument: document("kms:Decrypt"),
      IsDefaultVersion: false,
      CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect(await version("v2")).toMatchObject({
      PolicyDocument: document("kms:Encrypt"),
      IsDefaultVersion: true,
    });
    await expect(version("v3")).rejects.toMatchObject({
      code: "EntityNotExist.Policy.Version",
      statusCode: 404,
    });

    const now = async () => (await ask("GetPolicy", { PolicyName: "secrets", PolicyType: "Custom" })).Policy;
    const before = await now();
    expect(before).toMatchObject({ Description: "", DefaultVersion: "v2" });
    const changed = await ask("UpdatePolicyDescription", {
      PolicyName: "secrets",
      NewDescription: "reads secrets",
    });
    expect(changed.Policy).toMatchObject({ PolicyName: "secrets", Description: "reads secrets" });
    expect(await now()).toEqual({
      ...before,
      Description: "reads secrets",
      UpdateDate: changed.Policy.UpdateDate,
    });
    await ask("UpdatePolicyDescription", { PolicyName: "secrets", NewDescription: "" });
    expect((await now()).Description).toBe("");
    await expect(
      ask("UpdatePolicyDescription", { PolicyName: "nobody", NewDescription: "x" }),
    ).rejects.toMatchObject({ code: "EntityNotExist.Policy" });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("lists by stretches, and by tags, which it knows by names", async () => {
    for (const name of ["a", "b", "c"]) await role(name);
    const first = await ask("ListRoles", { MaxItems: 2 });
    expect(first).toMatchObject({ IsTruncated: true });
    const second = await ask("ListRoles", { MaxItems: 2, Marker: first.Marker });
    expect(second.IsTruncated).toBe(false);
    const names = [first, second].flatMap(({ Roles }) =>
      Roles.Role.map((one: { RoleName: string }) => one.RoleName),
    );
    expect(names).toEqual(["a", "b", "c"]);
    const those = { ResourceType: "role", ResourceNames: ["a", "b"] };
    await ask("TagResources", {
      ...those,
      Tag: [
        { Key: "env", Value: "dev" },
        { Key: "x", Value: "y" },
      ],
    });
    await ask("UntagResources", { ...those, TagKeys: ["x"] });
    expect((await ask("ListTagResources", { ResourceType: "role", PageSize: 1 })).TagResources).toEqual([
      { ResourceName: "a", ResourceType: "role", TagKey: "env", TagValue: "dev" },
    ]);
    expect((await ask("ListRoles", { Tag: [{ Key: "env", Value: "dev" }] })).Roles.Role).toMatchObject([
      { RoleName: "a", Tags: { Tag: [{ TagKey: "env", TagValue: "dev" }] } },
      { RoleName: "b" },
    ]);
    await policy();
    expect((await ask("ListPolicies", { PolicyType: "Custom" })).Policies.Policy).toHaveLength(1);
    expect(objections(api.exchanges)).toEqual([]);
  });
});

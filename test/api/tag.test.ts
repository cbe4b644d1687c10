import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const TAG = "2018-08-28";
const RAM = "2015-05-01";

let api: RunningApi;

beforeEach(async () => {
  api = await runningApi();
});

afterEach(async () => {
  await api.close();
});

describe("Tag", () => {
  it("tags resources of several services by their names", async () => {
    const { VpcId } = await api.rpc("2016-04-28", "CreateVpc", { VpcName: "a" });
    await api.rpc(RAM, "CreateRole", {
      RoleName: "Edge",
      AssumeRolePolicyDocument: '{"Version":"1","Statement":[{"Action":"sts:AssumeRole"}]}',
    });
    await expect.poll(() => api.cloud.isSettled()).toBe(true);
    const vpc = `arn:acs:vpc:cn-hangzhou:${api.account.id}:vpc/${VpcId}`;
    const role = `arn:acs:ram::${api.account.id}:role/Edge`;
    const tagged = await api.rpc(TAG, "TagResources", {
      ResourceARN: [vpc, role, `arn:acs:vpc:cn-hangzhou:${api.account.id}:vpc/vpc-nobody`],
      Tags: JSON.stringify({ owner: "platform", env: "dev" }),
    });
    expect(tagged.FailedResources.FailedResource).toMatchObject([
      { Result: { Code: "InvalidVpcId.NotFound" } },
    ]);
    const owned = { Tags: JSON.stringify({ owner: "platform" }) };
    expect((await api.rpc(TAG, "ListTagResources", owned)).TagResources).toHaveLength(2);
    await api.rpc(TAG, "UntagResources", { ResourceARN: [role], TagKey: ["owner"] });
    expect((await api.rpc(TAG, "ListTagResources", owned)).TagResources).toEqual([
      {
        ResourceARN: vpc,
        Tags: [
          { Category: "Custom", Key: "owner", Value: "platform" },
          { Category: "Custom", Key: "env", Value: "dev" },
        ],
      },
    ]);
    expect((await api.rpc(TAG, "ListTagKeys")).Keys.Key).toMatchObject([{ Key: "env" }, { Key: "owner" }]);
    expect((await api.rpc(TAG, "ListTagValues", { Key: "env" })).Values.Value).toEqual(["dev"]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("says which names it can't read", async () => {
    const { FailedResources } = await api.rpc(TAG, "TagResources", {
      ResourceARN: ["arn:aws:s3:::bucket"],
      Tags: '{"a":"b"}',
    });
    expect(FailedResources.FailedResource).toMatchObject([
      { ResourceARN: "arn:aws:s3:::bucket", Result: { Code: "InvalidParameter.ResourceARN" } },
    ]);
  });
});

describe("ResourceManager", () => {
  const VERSION = "2020-03-31";

  it("has the group that every account has", async () => {
    const { ResourceGroups, TotalCount } = await api.rpc(VERSION, "ListResourceGroups");
    expect(TotalCount).toBe(1);
    const [group] = ResourceGroups.ResourceGroup;
    expect(group).toMatchObject({ Name: "default", Status: "OK", AccountId: api.account.id });
    expect((await api.rpc(VERSION, "ListResourceGroups", { Name: "other" })).TotalCount).toBe(0);
    expect(
      (await api.rpc(VERSION, "GetResourceGroup", { ResourceGroupId: group.Id })).ResourceGroup,
    ).toMatchObject({ Id: group.Id });
    await expect(
      api.rpc(VERSION, "GetResourceGroup", { ResourceGroupId: "rg-nobody" }),
    ).rejects.toMatchObject({ code: "EntityNotExists.ResourceGroup", statusCode: 404 });
    expect(objections(api.exchanges)).toEqual([]);
  });
});

describe("Location", () => {
  it("finds every service here", async () => {
    const { Endpoints } = await api.rpc("2015-06-12", "DescribeEndpoints", {
      Id: "cn-hangzhou",
      ServiceCode: "ecs",
      Type: "openAPI",
    });
    expect(Endpoints.Endpoint).toMatchObject([
      { Endpoint: `${api.listening.host}:${api.listening.port}`, Id: "cn-hangzhou", Type: "openAPI" },
    ]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningApi, runningApi } from "./running-api.ts";

const VERSION = "2019-06-01";

describe("oos", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  it("keeps an encrypted parameter for those who may decrypt it", async () => {
    const Name = "hougu-dev-vrrp";
    await api.rpc(VERSION, "CreateSecretParameter", {
      Name,
      Value: "12345678",
      Tags: JSON.stringify({ owner: "platform" }),
    });
    const { Parameter } = await api.rpc(VERSION, "GetSecretParameter", { Name });
    expect(Parameter).toMatchObject({
      Name,
      Type: "Secret",
      ParameterVersion: 1,
      Tags: { owner: "platform" },
    });
    expect(Parameter.Value).toBeUndefined();
    const updated = await api.rpc(VERSION, "UpdateSecretParameter", {
      Name,
      Value: "87654321",
      Description: "of the pair",
      Tags: JSON.stringify({ owner: "edge" }),
    });
    expect(updated.Parameter).toMatchObject({ ParameterVersion: 2, Tags: JSON.stringify({ owner: "edge" }) });
    expect(
      (await api.rpc(VERSION, "GetSecretParameter", { Name, WithDecryption: true })).Parameter,
    ).toMatchObject({
      Value: "87654321",
      Description: "of the pair",
    });
    expect(
      (
        await api.rpc(VERSION, "ListTagResources", {
          ResourceType: "secretparameter",
          ResourceIds: JSON.stringify([Name]),
        })
      ).TagResources.TagResource,
    ).toEqual([{ ResourceType: "secretparameter", ResourceId: Name, TagKey: "owner", TagValue: "edge" }]);
    await api.rpc(VERSION, "DeleteSecretParameter", { Name });
    await expect(api.rpc(VERSION, "GetSecretParameter", { Name })).rejects.toMatchObject({
      code: "EntityNotExists.Parameter",
    });
    expect(api.cloud.list()).toEqual([]);
  });

  it("lists by name and tag, a page at a time, without values", async () => {
    for (const name of ["a-one", "a-two", "b-one"]) {
      await api.rpc(VERSION, "CreateSecretParameter", {
        Name: name,
        Value: "hidden00",
        Tags: JSON.stringify({ letter: name[0] }),
      });
    }
    const list = (more: Record<string, unknown>) => api.rpc(VERSION, "ListSecretParameters", more);
    const names = ({ Parameters }: { Parameters?: { Name: string }[] }) =>
      Parameters?.map(({ Name }) => Name);
    const first = await list({ MaxResults: 2 });
    expect(names(first)).toEqual(["a-one", "a-two"]);
    expect(names(await list({ MaxResults: 2, NextToken: first.NextToken }))).toEqual(["b-one"]);
    expect(names(await list({ Tags: JSON.stringify({ letter: "b" }) }))).toEqual(["b-one"]);
    expect(names(await list({ Name: "two" }))).toEqual(["a-two"]);
    expect(JSON.stringify(first)).not.toContain("hidden00");
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { officialSls } from "./official-sls.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const PROJECT = "hougu-dev-logs";
const STORE = "alb_access";
const APPLICATIONS = "2019-10-23";

describe("Sls", () => {
  let api: RunningApi;

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await api.close();
  });

  it.each(["v1", "v4"] as const)(
    "gives a store with its index a whole life, signed by %s",
    async (version) => {
      const sls = officialSls(api, version);
      await sls.call("CreateProject", [], { projectName: PROJECT, description: "access logs" });
      await sls.call("UpdateProject", [PROJECT], { description: "renamed" });
      expect(await sls.call("GetProject", [PROJECT])).toMatchObject({
        description: "renamed",
        status: "Normal",
      });
      await sls.call("CreateLogStore", [PROJECT], {
        logstoreName: STORE,
        ttl: 180,
        shardCount: 2,
        autoSplit: true,
      });
      await sls.call("UpdateLogStore", [PROJECT, STORE], { ttl: 365 });
      expect(await sls.call("GetLogStore", [PROJECT, STORE])).toMatchObject({
        ttl: 365,
        shardCount: 2,
        autoSplit: true,
        mode: "standard",
      });
      expect(await sls.call("ListShards", [PROJECT, STORE])).toMatchObject([
        { shardID: 0, status: "readwrite", exclusiveEndKey: "80000000000000000000000000000000" },
        { shardID: 1, inclusiveBeginKey: "80000000000000000000000000000000" },
      ]);
      await sls.call("CreateIndex", [PROJECT, STORE], {
        body: {
          line: { token: [",", " "], caseSensitive: false, chn: true },
          keys: { status: { type: "long", doc_value: true }, host: { type: "text", token: ["."] } },
        },
      });
      expect(await sls.call("GetIndex", [PROJECT, STORE])).toMatchObject({
        line: { token: [",", " "], chn: true },
        keys: { status: { type: "long", doc_value: true }, host: { token: ["."], doc_value: false } },
      });
      await sls.call("UpdateIndex", [PROJECT, STORE], { body: { line: { token: [";"] } } });
      const changed = await sls.call("GetIndex", [PROJECT, STORE]);
      expect(changed.line.token).toEqual([";"]);
      expect(changed.keys).toBeUndefined();
      await sls.call("DeleteIndex", [PROJECT, STORE]);
      await expect(sls.call("GetIndex", [PROJECT, STORE])).rejects.toMatchObject({
        code: "IndexConfigNotExist",
      });
      await sls.call("DeleteLogStore", [PROJECT, STORE]);
      await sls.call("DeleteProject", [PROJECT]);
      expect(api.cloud.list()).toEqual([]);
      expect(objections(api.exchanges)).toEqual([]);
    },
  );

  it("tells projects apart: a store's name may be taken in each, and what goes with one leaves the other", async () => {
    const sls = officialSls(api, "v4");
    for (const project of ["hougu-one", "hougu-two"]) {
      await sls.call("CreateProject", [], { projectName: project, description: "" });
      await sls.call("CreateLogStore", [project], { logstoreName: STORE, ttl: 30, shardCount: 2 });
      await sls.call("CreateIndex", [project, STORE], { body: { line: { token: [","] } } });
    }
    expect(await sls.call("ListProject", [], { size: 1, offset: 1 })).toMatchObject({
      count: 1,
      total: 2,
      projects: [{ projectName: "hougu-two" }],
    });
    await sls.call("DeleteProject", ["hougu-one"]);
    await expect(sls.call("GetLogStore", ["hougu-one", STORE])).rejects.toMatchObject({
      code: "ProjectNotExist",
    });
    expect(await sls.call("ListLogStores", ["hougu-two"], {})).toEqual({
      count: 1,
      total: 1,
      logstores: [STORE],
    });
    expect((await sls.call("GetIndex", ["hougu-two", STORE])).line.token).toEqual([","]);
    await expect(sls.call("GetLogStore", ["hougu-two", "nobody"])).rejects.toMatchObject({
      code: "LogStoreNotExist",
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("tags projects, finds them by tags, and takes tags away", async () => {
    const sls = officialSls(api, "v1");
    await sls.call("CreateProject", [], { projectName: PROJECT, description: "" });
    const project = { resourceType: "PROJECT", resourceId: [PROJECT] };
    await sls.call("TagResources", [], {
      ...project,
      tags: [
        { key: "a", value: "1" },
        { key: "b", value: "2" },
      ],
    });
    await sls.call("UntagResources", [], { ...project, tags: ["a"] });
    expect((await sls.call("ListTagResources", [], project)).tagResources).toEqual([
      { resourceType: "PROJECT", resourceId: PROJECT, tagKey: "b", tagValue: "2" },
    ]);
    const wanted = (value: string) =>
      sls.call("ListTagResources", [], { resourceType: "PROJECT", tags: [{ key: "b", value }] });
    expect((await wanted("2")).tagResources).toHaveLength(1);
    expect((await wanted("3")).tagResources).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("keeps a project's policy and group, and how a store is paid for", async () => {
    const sls = officialSls(api, "v4");
    await sls.call("CreateProject", [], { projectName: PROJECT, description: "" });
    await sls.call("ChangeResourceGroup", [PROJECT], {
      resourceType: "PROJECT",
      resourceId: PROJECT,
      resourceGroupId: "rg-other",
    });
    expect((await sls.call("GetProject", [PROJECT])).resourceGroupId).toBe("rg-other");
    expect(await sls.call("GetProjectPolicy", [PROJECT])).toBe("{}");
    const policy = JSON.stringify({ Version: "1", Statement: [] }, undefined, 2);
    await sls.call("PutProjectPolicy", [PROJECT], { body: policy });
    // As it was written, with every blank.
    expect(await sls.call("GetProjectPolicy", [PROJECT])).toBe(policy);
    await sls.call("DeleteProjectPolicy", [PROJECT]);
    expect(await sls.call("GetProjectPolicy", [PROJECT])).toBe("{}");
    await sls.call("CreateLogStore", [PROJECT], { logstoreName: STORE, ttl: 30, shardCount: 2 });
    await sls.call("UpdateLogStoreMeteringMode", [PROJECT, STORE], { meteringMode: "ChargeByDataIngest" });
    expect((await sls.call("GetLogStoreMeteringMode", [PROJECT, STORE])).meteringMode).toBe(
      "ChargeByDataIngest",
    );
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("refuses whom it doesn't know, and a body that isn't the signed one", async () => {
    const stranger = officialSls({ ...api, account: { ...api.account, accessKeySecret: "another" } }, "v4");
    await expect(stranger.call("GetProject", [PROJECT])).rejects.toMatchObject({
      code: "SignatureDoesNotMatch",
    });
  });

  it("sets the audit service up and shows how", async () => {
    const request = (days: string) => ({
      AppType: "audit",
      DisplayName: "hougu-dev-firewall",
      VariableMap: JSON.stringify({ aliuid: api.account.id, region: "cn-hangzhou", waf_ttl: days }),
    });
    await expect(api.rpc(APPLICATIONS, "DescribeApp", { AppName: "audit" })).rejects.toMatchObject({
      code: "AppNotExist",
    });
    await api.rpc(APPLICATIONS, "AnalyzeAppLog", request("180"));
    await api.rpc(APPLICATIONS, "AnalyzeAppLog", request("365"));
    const { AppModel } = await api.rpc(APPLICATIONS, "DescribeApp", { AppName: "audit" });
    expect(AppModel.DisplayName).toBe("hougu-dev-firewall");
    expect(JSON.parse(AppModel.Config).initParam).toMatchObject({ aliuid: api.account.id, waf_ttl: "365" });
    await api.rpc(APPLICATIONS, "DeleteApp", { AppName: "audit" });
    expect(api.cloud.list()).toEqual([]);
  });
});

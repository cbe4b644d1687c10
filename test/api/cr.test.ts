import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const PERSONAL = "2016-06-07";
const ENTERPRISE = "2018-12-01";
const BSS = "2017-12-14";

let api: RunningApi;

beforeEach(async () => {
  api = await runningApi();
});

afterEach(async () => {
  await api.close();
});

const settled = () => expect.poll(() => api.cloud.isSettled(), { timeout: 5_000 }).toBe(true);

describe("cr, the personal edition", () => {
  it("gives a namespace with a repository a whole life", async () => {
    await api.roa(PERSONAL, "PUT", "/namespace", { Namespace: { Namespace: "hougu" } });
    await api.roa(PERSONAL, "POST", "/namespace/hougu", {
      Namespace: { AutoCreate: false, DefaultVisibility: "PUBLIC" },
    });
    expect((await api.roa(PERSONAL, "GET", "/namespace/hougu")).data.namespace).toMatchObject({
      namespace: "hougu",
      autoCreate: false,
      defaultVisibility: "PUBLIC",
    });
    await api.roa(PERSONAL, "PUT", "/repos", {
      Repo: { RepoNamespace: "hougu", RepoName: "api", Summary: "the API", RepoType: "PRIVATE" },
    });
    await api.roa(PERSONAL, "POST", "/repos/hougu/api", { Repo: { Summary: "renamed" } });
    expect((await api.roa(PERSONAL, "GET", "/repos/hougu/api")).data.repo).toMatchObject({
      repoName: "api",
      summary: "renamed",
      repoType: "PRIVATE",
      repoDomainList: { public: "registry.cn-hangzhou.aliyuncs.com" },
    });
    expect((await api.roa(PERSONAL, "GET", "/repos/hougu")).data).toMatchObject({ total: 1, page: 1 });
    expect((await api.roa(PERSONAL, "GET", "/repos/hougu/api/tags")).data.tags).toEqual([]);
    await expect(api.roa(PERSONAL, "DELETE", "/namespace/hougu")).rejects.toMatchObject({
      code: "NAMESPACE_NOT_EMPTY",
    });
    await api.roa(PERSONAL, "DELETE", "/repos/hougu/api");
    await expect(api.roa(PERSONAL, "GET", "/repos/hougu/api")).rejects.toMatchObject({
      code: "REPO_NOT_EXIST",
      statusCode: 404,
    });
    await api.roa(PERSONAL, "DELETE", "/namespace/hougu");
    expect(api.cloud.list()).toEqual([]);
  });

  it("lists namespaces, and repositories of all of them by pages", async () => {
    expect((await api.roa(PERSONAL, "GET", "/namespace")).data.namespaces).toEqual([]);
    expect((await api.roa(PERSONAL, "GET", "/repos")).data).toEqual({
      repos: [],
      total: 0,
      pageSize: 30,
      page: 1,
    });
    for (const name of ["artist", "food"]) {
      await api.roa(PERSONAL, "PUT", "/namespace", { Namespace: { Namespace: name } });
      await api.roa(PERSONAL, "PUT", "/repos", {
        Repo: { RepoNamespace: name, RepoName: "api", Summary: name, RepoType: "PRIVATE" },
      });
    }
    expect((await api.roa(PERSONAL, "GET", "/namespace")).data.namespaces).toEqual(
      ["artist", "food"].map((namespace) => ({
        namespace,
        autoCreate: true,
        defaultVisibility: "PRIVATE",
        authorizeType: "ADMIN",
        namespaceStatus: "NORMAL",
      })),
    );
    const page = async (number: number) =>
      (await api.roa(PERSONAL, "GET", "/repos", undefined, { Page: number, PageSize: 1 })).data;
    const [first, second, third] = [await page(1), await page(2), await page(3)];
    expect(first).toMatchObject({ repos: [{ repoNamespace: "artist", repoName: "api" }], total: 2, page: 1 });
    expect(second).toMatchObject({ repos: [{ repoNamespace: "food", repoName: "api" }], total: 2, page: 2 });
    expect(third.repos).toEqual([]);
    expect((await api.roa(PERSONAL, "GET", "/repos/food")).data).toMatchObject({
      repos: [{ repoNamespace: "food", summary: "food" }],
      total: 1,
    });
    await expect(api.roa(PERSONAL, "GET", "/repos/nobody")).rejects.toMatchObject({
      code: "NAMESPACE_NOT_EXIST",
    });
  });

  it("refuses a fourth namespace, a bad name and what is there already", async () => {
    const put = (name: string) => api.roa(PERSONAL, "PUT", "/namespace", { Namespace: { Namespace: name } });
    for (const name of ["a1", "b1", "c1"]) await put(name);
    await expect(put("d1")).rejects.toMatchObject({ code: "NAMESPACE_QUOTA_EXCEEDED" });
    await expect(put("a1")).rejects.toMatchObject({ code: "NAMESPACE_ALREADY_EXIST" });
    await expect(put("A B")).rejects.toMatchObject({ code: "PARAMETER_ERROR" });
  });
});

describe("cr, the enterprise edition", () => {
  const ask = (action: string, parameters: Record<string, unknown>) =>
    api.rpc(ENTERPRISE, action, parameters);

  async function instance(name = "hougu"): Promise<string> {
    const { Data } = await api.rpc(BSS, "CreateInstance", {
      ProductCode: "acr",
      ProductType: "acr_ee_public_cn",
      SubscriptionType: "Subscription",
      Period: 12,
      RenewalStatus: "AutoRenewal",
      RenewPeriod: 1,
      Parameter: [
        { Code: "InstanceName", Value: name },
        { Code: "InstanceType", Value: "Basic" },
        { Code: "Region", Value: "cn-hangzhou" },
      ],
    });
    return Data.InstanceId;
  }

  it("gives a registry that was ordered a whole life", async () => {
    const InstanceId = await instance();
    expect(await ask("GetInstance", { InstanceId })).toMatchObject({ InstanceStatus: "STARTING" });
    await settled();
    expect(await ask("GetInstance", { InstanceId })).toMatchObject({
      IsSuccess: true,
      InstanceName: "hougu",
      InstanceSpecification: "Enterprise_Basic",
      InstanceStatus: "RUNNING",
    });
    expect((await ask("ListInstanceEndpoint", { InstanceId })).Endpoints).toMatchObject([
      { EndpointType: "vpc", Enable: true },
      { EndpointType: "internet", Enable: false },
    ]);
    await ask("CreateNamespace", { InstanceId, NamespaceName: "hougu", AutoCreateRepo: false });
    const { RepoId } = await ask("CreateRepository", {
      InstanceId,
      RepoNamespaceName: "hougu",
      RepoName: "api",
      RepoType: "PRIVATE",
      Summary: "the API",
    });
    await ask("UpdateRepository", { InstanceId, RepoId, RepoType: "PRIVATE", Summary: "renamed" });
    expect(
      await ask("GetRepository", { InstanceId, RepoNamespaceName: "hougu", RepoName: "api" }),
    ).toMatchObject({ RepoId, Summary: "renamed", IsSuccess: true });
    await expect(ask("DeleteNamespace", { InstanceId, NamespaceName: "hougu" })).rejects.toMatchObject({
      code: "NAMESPACE_NOT_EMPTY",
    });
    await ask("DeleteRepository", { InstanceId, RepoId });
    await ask("DeleteNamespace", { InstanceId, NamespaceName: "hougu" });
    expect(await ask("GetNamespace", { InstanceId, NamespaceName: "hougu" })).toMatchObject({
      IsSuccess: false,
      Code: "NAMESPACE_NOT_EXIST",
    });
    await api.rpc(BSS, "RefundInstance", { InstanceId, ProductCode: "acr", ImmediatelyRelease: "1" });
    await settled();
    expect(await ask("GetInstance", { InstanceId })).toMatchObject({
      IsSuccess: false,
      Code: "INSTANCE_NOT_EXIST",
    });
    expect(api.cloud.list()).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("lists registries, namespaces and repositories by what is asked for, and by pages", async () => {
    const ids = [await instance("artist"), await instance("food")];
    const [InstanceId = "", other = ""] = ids;
    expect(await ask("ListInstance", { InstanceStatus: "STARTING" })).toMatchObject({ TotalCount: 2 });
    await settled();
    expect(await ask("ListInstance", { InstanceStatus: "STARTING" })).toMatchObject({
      IsSuccess: true,
      TotalCount: 0,
      Instances: [],
    });
    const pages = [1, 2].map((PageNo) => ask("ListInstance", { PageNo, PageSize: 1 }));
    expect((await Promise.all(pages)).map(({ Instances }) => Instances)).toMatchObject([
      [{ InstanceId, InstanceName: "artist", InstanceStatus: "RUNNING", RegionId: "cn-hangzhou" }],
      [{ InstanceId: other, InstanceName: "food" }],
    ]);
    expect(await ask("ListInstance", { InstanceName: "food" })).toMatchObject({
      TotalCount: 1,
      Instances: [{ InstanceId: other }],
    });

    for (const id of ids) {
      await ask("CreateNamespace", { InstanceId: id, NamespaceName: "web", DefaultRepoType: "PUBLIC" });
      await ask("CreateNamespace", { InstanceId: id, NamespaceName: "jobs" });
      for (const [RepoNamespaceName, RepoName] of [
        ["web", "api"],
        ["jobs", "api"],
        ["jobs", "thumbnails"],
      ]) {
        await ask("CreateRepository", { InstanceId: id, RepoNamespaceName, RepoName, RepoType: "PRIVATE" });
      }
    }
    expect(await ask("ListNamespace", { InstanceId })).toMatchObject({
      TotalCount: "2",
      Namespaces: [
        { InstanceId, NamespaceName: "web", AutoCreateRepo: true, DefaultRepoType: "PUBLIC" },
        { InstanceId, NamespaceName: "jobs", DefaultRepoType: "PRIVATE", NamespaceStatus: "NORMAL" },
      ],
    });
    expect(await ask("ListNamespace", { InstanceId, NamespaceName: "jobs" })).toMatchObject({
      TotalCount: "1",
      Namespaces: [{ NamespaceName: "jobs" }],
    });
    expect(await ask("ListNamespace", { InstanceId, NamespaceStatus: "DELETING" })).toMatchObject({
      TotalCount: "0",
    });
    const repositories = async (more: Record<string, unknown>) => {
      const { TotalCount, Repositories } = await ask("ListRepository", { InstanceId, ...more });
      const names = Repositories.map(
        (one: { RepoNamespaceName: string; RepoName: string }) => `${one.RepoNamespaceName}/${one.RepoName}`,
      );
      return { TotalCount, names };
    };
    expect(await repositories({})).toEqual({
      TotalCount: "3",
      names: ["web/api", "jobs/api", "jobs/thumbnails"],
    });
    expect(await repositories({ RepoNamespaceName: "jobs" })).toMatchObject({
      names: ["jobs/api", "jobs/thumbnails"],
    });
    expect(await repositories({ RepoName: "api", PageSize: 1, PageNo: 2 })).toEqual({
      TotalCount: "2",
      names: ["jobs/api"],
    });
    for (const action of ["ListNamespace", "ListRepository"]) {
      await expect(ask(action, { InstanceId: "cri-nobody" })).rejects.toMatchObject({
        code: "INSTANCE_NOT_EXIST",
        statusCode: 404,
      });
    }
  });

  it("moves a registry to another resource group, and takes a password that it never shows", async () => {
    const InstanceId = await instance();
    await settled();
    const before = await ask("GetInstance", { InstanceId });
    await ask("ChangeResourceGroup", {
      ResourceId: InstanceId,
      ResourceRegionId: "cn-hangzhou",
      ResourceGroupId: "rg-images",
    });
    const after = await ask("GetInstance", { InstanceId });
    expect(before.ResourceGroupId).not.toBe("rg-images");
    expect(after).toEqual({ ...before, ResourceGroupId: "rg-images", RequestId: after.RequestId });
    await expect(
      ask("ChangeResourceGroup", { ResourceId: "cri-nobody", ResourceGroupId: "rg-images" }),
    ).rejects.toMatchObject({ code: "INSTANCE_NOT_EXIST" });

    const kept = () => api.cloud.list().find(({ id }) => id === InstanceId)?.attributes.password;
    expect(kept()).toBeUndefined();
    const password = "Pull-2026";
    await ask("ResetLoginPassword", { InstanceId, Password: password });
    expect(kept()).toBe(password);
    for (const weak of ["short-1", "onlyletters", "1234567890", "a1".repeat(17)]) {
      await expect(ask("ResetLoginPassword", { InstanceId, Password: weak })).rejects.toMatchObject({
        code: "PARAMETER_ERROR",
        message: expect.not.stringContaining(weak),
      });
    }
    expect(kept()).toBe(password);
    expect(JSON.stringify(api.exchanges)).not.toContain(password);
  });

  it("links a VPC, which then has an address of its vSwitch", async () => {
    const { VpcId } = await api.rpc("2016-04-28", "CreateVpc", { CidrBlock: "10.0.0.0/8" });
    await settled();
    const { VSwitchId } = await api.rpc("2016-04-28", "CreateVSwitch", {
      VpcId,
      CidrBlock: "10.0.0.0/24",
      ZoneId: "cn-hangzhou-k",
    });
    const InstanceId = await instance();
    await settled();
    const link = { InstanceId, VpcId, VswitchId: VSwitchId, ModuleName: "Registry" };
    await ask("CreateInstanceVpcEndpointLinkedVpc", link);
    expect((await ask("GetInstanceVpcEndpoint", { InstanceId, ModuleName: "Registry" })).LinkedVpcs).toEqual([
      {
        VpcId,
        VswitchId: VSwitchId,
        Status: "RUNNING",
        Ip: expect.stringMatching(/^10\.0\.0\.\d+$/),
        DefaultAccess: false,
      },
    ]);
    await expect(ask("CreateInstanceVpcEndpointLinkedVpc", link)).rejects.toMatchObject({
      code: "VPC_ALREADY_LINKED",
    });
    await ask("DeleteInstanceVpcEndpointLinkedVpc", link);
    await expect(ask("DeleteInstanceVpcEndpointLinkedVpc", link)).rejects.toMatchObject({
      code: "INSTANCE_ACCESS_NOT_EXIST",
      statusCode: 404,
    });
  });
});

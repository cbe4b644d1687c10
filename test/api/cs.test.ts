import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

type Sdk = typeof import("@alicloud/cs20151215", { with: { "resolution-mode": "require" }});
const sdk = createRequire(import.meta.url)("@alicloud/cs20151215") as Sdk;
const VPC = "2016-04-28";

describe("CS", () => {
  let api: RunningApi;
  let cs: InstanceType<typeof sdk.default>;
  let vswitchId: string;

  beforeEach(async () => {
    api = await runningApi();
    cs = new sdk.default({
      accessKeyId: api.account.accessKeyId,
      accessKeySecret: api.account.accessKeySecret,
      endpoint: `${api.listening.host}:${api.listening.port}`,
      protocol: "HTTP",
      regionId: "cn-hangzhou",
    } as never);
    const { VpcId } = await api.rpc(VPC, "CreateVpc", { CidrBlock: "10.0.0.0/8" });
    await settled();
    const { VSwitchId } = await api.rpc(VPC, "CreateVSwitch", {
      VpcId,
      CidrBlock: "10.0.0.0/20",
      ZoneId: "cn-hangzhou-k",
    });
    vswitchId = VSwitchId;
    await settled();
  });

  afterEach(async () => {
    await api.close();
  });

  const settled = () => expect.poll(() => api.cloud.isSettled(), { timeout: 10_000 }).toBe(true);

  const taskState = async (taskId = "") => (await cs.describeTaskInfo(taskId)).body?.state;

  async function cluster(more: ConstructorParameters<typeof sdk.CreateClusterRequest>[0] = {}) {
    const { body } = await cs.createCluster(
      new sdk.CreateClusterRequest({
        name: "hougu",
        regionId: "cn-hangzhou",
        clusterType: "ManagedKubernetes",
        kubernetesVersion: "1.34.3-aliyun.1",
        vswitchIds: [vswitchId],
        podVswitchIds: [vswitchId],
        serviceCidr: "172.21.0.0/20",
        enableRrsa: true,
        controlplaneLogComponents: ["apiserver"],
        addons: [new sdk.Addon({ name: "terway-eniip" }), new sdk.Addon({ name: "csi-plugin" })],
        maintenanceWindow: new sdk.MaintenanceWindow({ enable: true, duration: "3h" }),
        tags: [new sdk.Tag({ key: "owner", value: "platform" })],
        ...more,
      }),
    );
    return { id: body?.clusterId ?? "", taskId: body?.taskId };
  }

  const pool = {
    nodepoolInfo: new sdk.CreateClusterNodePoolRequestNodepoolInfo({ name: "on-demand" }),
    scalingGroup: new sdk.CreateClusterNodePoolRequestScalingGroup({
      vswitchIds: [] as string[],
      instanceTypes: ["ecs.g7.xlarge"],
      systemDiskSize: 120,
      systemDiskCategory: "cloud_essd",
      loginPassword: "Secret-4711",
    }),
    autoScaling: new sdk.CreateClusterNodePoolRequestAutoScaling({
      enable: true,
      minInstances: 1,
      maxInstances: 4,
    }),
    kubernetesConfig: new sdk.CreateClusterNodePoolRequestKubernetesConfig({
      runtime: "containerd",
      labels: [new sdk.Tag({ key: "capacity", value: "on-demand" })],
    }),
    management: new sdk.CreateClusterNodePoolRequestManagement({
      enable: true,
      autoRepair: true,
      upgradeConfig: new sdk.CreateClusterNodePoolRequestManagementUpgradeConfig({ maxUnavailable: 1 }),
    }),
    nodeConfig: new sdk.CreateClusterNodePoolRequestNodeConfig({
      kubeletConfiguration: new sdk.KubeletConfig({ maxPods: 110, kubeReserved: { cpu: "100m" } }),
    }),
  };

  it("gives a cluster with nodes and add-ons a whole life, in words that the SDK knows", async () => {
    const { id, taskId } = await cluster();
    expect(await taskState(taskId)).toBe("running");
    await settled();
    expect(await taskState(taskId)).toBe("success");
    const detail = (await cs.describeClusterDetail(id)).body;
    expect(detail).toMatchObject({
      name: "hougu",
      state: "running",
      clusterSpec: "ack.standard",
      serviceCidr: "172.21.0.0/20",
      vswitchIds: [vswitchId],
      tags: [{ key: "owner", value: "platform" }],
      maintenanceWindow: { enable: true, duration: "3h" },
    });
    expect(JSON.parse(detail?.metaData ?? "")).toMatchObject({
      RRSAConfig: { enabled: true, oidc_name: `ack-rrsa-${id}` },
    });

    pool.scalingGroup.vswitchIds = [vswitchId];
    const made = (await cs.createClusterNodePool(id, new sdk.CreateClusterNodePoolRequest(pool))).body;
    await settled();
    expect(await taskState(made?.taskId)).toBe("success");
    const nodes = (await cs.describeClusterNodePoolDetail(id, made?.nodepoolId ?? "")).body;
    expect(nodes).toMatchObject({
      nodepoolInfo: { name: "on-demand", nodepoolId: made?.nodepoolId, type: "ess" },
      autoScaling: { minInstances: 1, maxInstances: 4 },
      scalingGroup: { instanceTypes: ["ecs.g7.xlarge"], systemDiskSize: 120 },
      kubernetesConfig: { labels: [{ key: "capacity", value: "on-demand" }] },
      management: { autoRepair: true, upgradeConfig: { maxUnavailable: 1 } },
      nodeConfig: { kubeletConfiguration: { maxPods: 110, kubeReserved: { cpu: "100m" } } },
      status: { totalNodes: 1, state: "active" },
    });
    expect(JSON.stringify([...api.exchanges])).not.toContain("Secret-4711");
    await cs.modifyClusterNodePool(
      id,
      made?.nodepoolId ?? "",
      new sdk.ModifyClusterNodePoolRequest({
        autoScaling: new sdk.ModifyClusterNodePoolRequestAutoScaling({ maxInstances: 6 }),
      }),
    );
    expect(
      (await cs.describeClusterNodePools(id, new sdk.DescribeClusterNodePoolsRequest())).body,
    ).toMatchObject({
      nodepools: [{ autoScaling: { enable: true, minInstances: 1, maxInstances: 6 } }],
    });

    const installed = await cs.installClusterAddons(
      id,
      new sdk.InstallClusterAddonsRequest({
        body: [new sdk.InstallClusterAddonsRequestBody({ name: "ack-keda", version: "" })],
      }),
    );
    await settled();
    expect(await taskState(installed.body?.taskId)).toBe("success");
    const addons = (await cs.listClusterAddonInstances(id)).body?.addons ?? [];
    expect(addons.map(({ name, state }) => [name, state])).toEqual([
      ["terway-eniip", "active"],
      ["csi-plugin", "active"],
      ["ack-keda", "active"],
    ]);

    await cs.deleteClusterNodepool(id, made?.nodepoolId ?? "", new sdk.DeleteClusterNodepoolRequest());
    await settled();
    const gone = (await cs.deleteCluster(id, new sdk.DeleteClusterRequest())).body;
    await settled();
    expect(await taskState(gone?.taskId)).toBe("success");
    await expect(cs.describeClusterDetail(id)).rejects.toMatchObject({
      code: "ErrorClusterNotFound",
      statusCode: 404,
    });
    expect(api.cloud.list().map(({ type }) => type)).toEqual(["alicloud:vpc", "alicloud:vswitch"]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("changes a cluster in place: name, tags, logs, version, edition, protection", async () => {
    const { id } = await cluster();
    await settled();
    const changed = await cs.modifyCluster(
      id,
      new sdk.ModifyClusterRequest({ clusterName: "renamed", deletionProtection: true }),
    );
    expect(await taskState(changed.body?.taskId)).toBe("success");
    await cs.modifyClusterTags(
      id,
      new sdk.ModifyClusterTagsRequest({ body: [new sdk.Tag({ key: "env", value: "dev" })] }),
    );
    await cs.upgradeCluster(id, new sdk.UpgradeClusterRequest({ nextVersion: "1.35.0-aliyun.1" }));
    await cs.migrateCluster(id, new sdk.MigrateClusterRequest());
    await cs.updateControlPlaneLog(
      id,
      new sdk.UpdateControlPlaneLogRequest({ components: ["apiserver", "kcm"], logTtl: "7" }),
    );
    await cs.updateClusterAuditLogConfig(id, new sdk.UpdateClusterAuditLogConfigRequest({ disable: false }));
    expect((await cs.describeClusterDetail(id)).body).toMatchObject({
      name: "renamed",
      deletionProtection: true,
      tags: [{ key: "env", value: "dev" }],
      currentVersion: "1.35.0-aliyun.1",
      clusterSpec: "ack.pro.small",
    });
    expect((await cs.checkControlPlaneLogEnable(id)).body).toMatchObject({
      components: ["apiserver", "kcm"],
      logTtl: "7",
      logProject: `k8s-log-${id}`,
    });
    expect((await cs.getClusterAuditProject(id)).body).toMatchObject({
      auditEnabled: true,
      slsProjectName: `k8s-log-${id}`,
    });
    const resources = (await cs.describeClusterResources(id, new sdk.DescribeClusterResourcesRequest())).body;
    expect(resources).toMatchObject([{ resourceType: "SLB", instanceId: expect.stringMatching(/^lb-/) }]);
    await expect(cs.deleteCluster(id, new sdk.DeleteClusterRequest())).rejects.toMatchObject({
      code: "ErrorDeletionProtectionEnabled",
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("hands out a kubeconfig whose end can be chosen within limits", async () => {
    const { id } = await cluster();
    await settled();
    const ask = (temporaryDurationMinutes?: number) =>
      cs.describeClusterUserKubeconfig(
        id,
        new sdk.DescribeClusterUserKubeconfigRequest({
          ...(temporaryDurationMinutes !== undefined && { temporaryDurationMinutes }),
        }),
      );
    const lasting = (await ask()).body;
    expect(JSON.parse(lasting?.config ?? "")).toMatchObject({ kind: "Config", "current-context": id });
    const soon = (await ask(15)).body?.expiration ?? "";
    expect(Date.parse(soon)).toBeLessThan(Date.parse(lasting?.expiration ?? ""));
    await expect(ask(10)).rejects.toMatchObject({ code: "InvalidParameter" });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("refuses what ACK refuses", async () => {
    await expect(cs.describeTaskInfo("T-nobody")).rejects.toMatchObject({ statusCode: 404 });
    await expect(cluster({ vpcid: "vpc-other" })).rejects.toMatchObject({ code: "InvalidParameter" });
    await expect(cluster({ clusterType: "Kubernetes" })).rejects.toMatchObject({ code: "InvalidParameter" });
    const { id } = await cluster();
    await expect(
      cs.installClusterAddons(
        id,
        new sdk.InstallClusterAddonsRequest({
          body: [new sdk.InstallClusterAddonsRequestBody({ name: "ack-keda" })],
        }),
      ),
    ).rejects.toMatchObject({ code: "OperationConflict" });
    await settled();
    await expect(cs.getClusterAddonInstance(id, "ack-keda")).rejects.toMatchObject({
      code: "AddonNotFound",
      statusCode: 404,
    });
    await expect(cs.describeClusterNodePoolDetail(id, "np0")).rejects.toMatchObject({
      code: "ErrorNodePoolNotFound",
      statusCode: 404,
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("lists clusters by pages", async () => {
    for (const name of ["a", "b", "c"]) await cluster({ name });
    const page = async (pageNumber: number) =>
      (await cs.describeClustersV1(new sdk.DescribeClustersV1Request({ pageSize: 2, pageNumber }))).body;
    const [first, second] = [await page(1), await page(2)];
    expect(first?.pageInfo).toMatchObject({ totalCount: 3, pageNumber: 1 });
    expect([...(first?.clusters ?? []), ...(second?.clusters ?? [])].map(({ name }) => name)).toEqual([
      "a",
      "b",
      "c",
    ]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("configures an add-on that the cluster was born with", async () => {
    const { id } = await cluster();
    await settled();
    const config = JSON.stringify({ NetworkPolicy: "true" });
    await cs.modifyClusterAddon(id, "terway-eniip", new sdk.ModifyClusterAddonRequest({ config }));
    expect((await cs.getClusterAddonInstance(id, "terway-eniip")).body).toMatchObject({ config });
    const described = await cs.describeAddon(
      "terway-eniip",
      new sdk.DescribeAddonRequest({ clusterId: id, version: "v1.0.0" }),
    );
    expect(described.body).toMatchObject({ name: "terway-eniip", newerVersions: [] });
    await cs.unInstallClusterAddons(
      id,
      new sdk.UnInstallClusterAddonsRequest({
        addons: [new sdk.UnInstallClusterAddonsRequestAddons({ name: "csi-plugin" })],
      }),
    );
    await expect(cs.getClusterAddonInstance(id, "csi-plugin")).rejects.toMatchObject({
      code: "AddonNotFound",
    });
    expect(objections(api.exchanges)).toEqual([]);
  });
});

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

  it("lists all clusters in the old words: by a part of the name, by type and resource group", async () => {
    const list = async (asked: ConstructorParameters<typeof sdk.DescribeClustersRequest>[0] = {}) =>
      (await cs.describeClusters(new sdk.DescribeClustersRequest(asked))).body ?? [];
    expect(await list()).toEqual([]);
    const { id } = await cluster({ name: "artist-dev" });
    await cluster({ name: "food-dev", resourceGroupId: "rg-food" });
    expect(await list({ name: "artist" })).toMatchObject([{ clusterId: id, state: "initial", size: 0 }]);
    await settled();
    expect(await list({ name: "artist" })).toMatchObject([
      {
        clusterId: id,
        clusterType: "ManagedKubernetes",
        name: "artist-dev",
        state: "running",
        regionId: "cn-hangzhou",
        tags: [{ key: "owner", value: "platform" }],
      },
    ]);
    const names = async (asked: Parameters<typeof list>[0]) => (await list(asked)).map(({ name }) => name);
    expect(await names({ name: "", clusterType: "ManagedKubernetes" })).toEqual(["artist-dev", "food-dev"]);
    expect(await names({ resourceGroupId: "rg-food" })).toEqual(["food-dev"]);
    expect(await names({ clusterType: "Kubernetes" })).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("adds nodes to a pool that doesn't scale by itself, within what the edition allows", async () => {
    const { id } = await cluster();
    await settled();
    const make = async (
      name: string,
      { minInstances, desiredSize }: { readonly minInstances?: number; readonly desiredSize?: number },
    ) => {
      const { body } = await cs.createClusterNodePool(
        id,
        new sdk.CreateClusterNodePoolRequest({
          nodepoolInfo: new sdk.CreateClusterNodePoolRequestNodepoolInfo({ name }),
          scalingGroup: new sdk.CreateClusterNodePoolRequestScalingGroup({
            vswitchIds: [vswitchId],
            instanceTypes: ["ecs.g7.xlarge"],
            ...(desiredSize !== undefined && { desiredSize }),
          }),
          autoScaling: new sdk.CreateClusterNodePoolRequestAutoScaling({
            enable: minInstances !== undefined,
            ...(minInstances !== undefined && { minInstances, maxInstances: 4 }),
          }),
        }),
      );
      await settled();
      return body?.nodepoolId ?? "";
    };
    const fixed = await make("fixed", { desiredSize: 2 });
    const scaling = await make("scaling", { minInstances: 1 });
    const nodes = async (poolId: string) => (await cs.describeClusterNodePoolDetail(id, poolId)).body;
    const scale = (poolId: string, count?: number) =>
      cs.scaleClusterNodePool(
        id,
        poolId,
        new sdk.ScaleClusterNodePoolRequest({ ...(count !== undefined && { count }) }),
      );
    expect(await nodes(fixed)).toMatchObject({ scalingGroup: { desiredSize: 2 }, status: { totalNodes: 2 } });
    const { body } = await scale(fixed, 3);
    await settled();
    expect(await taskState(body?.taskId)).toBe("success");
    expect(await nodes(fixed)).toMatchObject({ scalingGroup: { desiredSize: 5 }, status: { totalNodes: 5 } });

    for (const count of [undefined, 0, -1, 501]) {
      await expect(scale(fixed, count)).rejects.toMatchObject({ code: "InvalidParameter" });
    }
    // Five here, one in the other pool, and ten in all.
    await expect(scale(fixed, 5)).rejects.toMatchObject({ code: "QuotaExceeded.Node" });
    await expect(scale(scaling, 1)).rejects.toMatchObject({ code: "InvalidParameter" });
    await expect(scale("np0", 1)).rejects.toMatchObject({ code: "ErrorNodePoolNotFound" });
    expect((await nodes(fixed))?.status).toMatchObject({ totalNodes: 5 });
    expect((await nodes(scaling))?.status).toMatchObject({ totalNodes: 1 });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("changes the kubelet's settings of a pool: those that a request names", async () => {
    const { id } = await cluster();
    await settled();
    pool.scalingGroup.vswitchIds = [vswitchId];
    const { body } = await cs.createClusterNodePool(id, new sdk.CreateClusterNodePoolRequest(pool));
    const poolId = body?.nodepoolId ?? "";
    await settled();
    const configure = (asked: ConstructorParameters<typeof sdk.ModifyNodePoolNodeConfigRequest>[0]) =>
      cs.modifyNodePoolNodeConfig(id, poolId, new sdk.ModifyNodePoolNodeConfigRequest(asked));
    const now = async () => (await cs.describeClusterNodePoolDetail(id, poolId)).body;
    const before = await now();
    expect(before?.nodeConfig).toMatchObject({
      kubeletConfiguration: { maxPods: 110, kubeReserved: { cpu: "100m" } },
    });
    const changed = await configure({
      kubeletConfig: new sdk.KubeletConfig({ maxPods: 64, eventBurst: 50 }),
      rollingPolicy: new sdk.ModifyNodePoolNodeConfigRequestRollingPolicy({ maxParallelism: 1 }),
    });
    expect(changed.body?.nodepoolId).toBe(poolId);
    expect(await taskState(changed.body?.taskId)).toBe("success");
    const after = await now();
    expect(after?.nodeConfig).toMatchObject({
      kubeletConfiguration: { maxPods: 64, eventBurst: 50, kubeReserved: { cpu: "100m" } },
    });
    expect({ ...after, nodeConfig: undefined }).toEqual({ ...before, nodeConfig: undefined });
    await expect(
      configure({
        osConfig: new sdk.ModifyNodePoolNodeConfigRequestOsConfig({ sysctl: { "vm.swappiness": 0 } }),
      }),
    ).rejects.toMatchObject({
      code: "InvalidParameter",
      message: expect.stringContaining("os_config"),
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("upgrades add-ons, installed ones and those that the cluster was born with", async () => {
    const { id } = await cluster();
    await settled();
    const catalogue = async (clusterId?: string) =>
      (
        await cs.listAddons(
          new sdk.ListAddonsRequest({ regionId: "cn-hangzhou", ...(clusterId && { clusterId }) }),
        )
      ).body?.addons ?? [];
    expect(await catalogue()).toContainEqual(
      expect.objectContaining({ name: "ack-keda", version: "v1.0.0", architecture: ["amd64", "arm64"] }),
    );
    expect((await catalogue(id)).map(({ name }) => name)).toEqual(
      (await catalogue()).map(({ name }) => name),
    );
    await expect(catalogue("c0")).rejects.toMatchObject({ code: "ErrorClusterNotFound", statusCode: 404 });

    const body = [new sdk.InstallClusterAddonsRequestBody({ name: "ack-keda" })];
    await cs.installClusterAddons(id, new sdk.InstallClusterAddonsRequest({ body }));
    const progress = async (componentIds: string[]) =>
      (
        await cs.describeClusterAddonsUpgradeStatus(
          id,
          new sdk.DescribeClusterAddonsUpgradeStatusRequest({ componentIds }),
        )
      ).body;
    const standing = (name: string, version: string, status: string) => ({
      [name]: { addon_info: { component_name: name, version }, can_upgrade: false, tasks: { status } },
    });
    expect(await progress(["ack-keda"])).toEqual(standing("ack-keda", "v1.0.0", "Running"));
    await settled();

    const upgrade = async (
      ...asked: ConstructorParameters<typeof sdk.UpgradeClusterAddonsRequestBody>[0][]
    ) =>
      (
        await cs.upgradeClusterAddons(
          id,
          new sdk.UpgradeClusterAddonsRequest({
            body: asked.map((one) => new sdk.UpgradeClusterAddonsRequestBody(one)),
          }),
        )
      ).body;
    const config = JSON.stringify({ replicas: 2 });
    const accepted = await upgrade(
      { componentName: "ack-keda", version: "v1.0.0", nextVersion: "v1.1.0", policy: "overwrite", config },
      { componentName: "terway-eniip", nextVersion: "v1.2.0" },
    );
    expect(accepted?.clusterId).toBe(id);
    await settled();
    expect(await taskState(accepted?.taskId)).toBe("success");
    expect((await cs.getClusterAddonInstance(id, "ack-keda")).body).toMatchObject({
      version: "v1.1.0",
      config,
    });
    expect((await cs.getClusterAddonInstance(id, "terway-eniip")).body).toMatchObject({ version: "v1.2.0" });
    expect((await cs.getClusterAddonInstance(id, "csi-plugin")).body).toMatchObject({ version: "v1.0.0" });
    expect(await progress(["ack-keda", "terway-eniip", "nobody"])).toEqual({
      ...standing("ack-keda", "v1.1.0", "Success"),
      ...standing("terway-eniip", "v1.2.0", "Success"),
    });
    await expect(upgrade({ componentName: "nobody", nextVersion: "v1" })).rejects.toMatchObject({
      code: "AddonNotFound",
      statusCode: 404,
    });
    await expect(upgrade({ componentName: "ack-keda", config: "[]" })).rejects.toMatchObject({
      code: "InvalidParameter",
    });
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("encrypts a cluster's Secrets with a key, which stays as long as it does", async () => {
    const KMS = "2016-01-20";
    const { id } = await cluster();
    await settled();
    const { KeyId } = (await api.rpc(KMS, "CreateKey", { Description: "secrets" })).KeyMetadata;
    const encrypt = (asked: ConstructorParameters<typeof sdk.UpdateKMSEncryptionRequest>[0]) =>
      cs.updateKMSEncryption(id, new sdk.UpdateKMSEncryptionRequest(asked));
    const now = async () =>
      JSON.parse((await cs.describeClusterDetail(id)).body?.metaData ?? "{}").Capabilities;
    const deletion = () => api.rpc(KMS, "ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 });
    expect(await now()).toEqual({ DisableEncryption: false });
    await expect(encrypt({ disableEncryption: false, kmsKeyId: "nobody" })).rejects.toMatchObject({
      code: "Forbidden.KeyNotFound",
    });
    await encrypt({ disableEncryption: false, kmsKeyId: KeyId });
    expect(await now()).toEqual({ DisableEncryption: false, EncryptionKMSKeyId: KeyId });
    await expect(deletion()).rejects.toMatchObject({ code: "Rejected.Unavailable" });
    await encrypt({ disableEncryption: true });
    expect(await now()).toEqual({ DisableEncryption: true });
    await deletion();
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

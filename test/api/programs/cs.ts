import * as alicloud from "@pulumi/alicloud";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";

/** A managed cluster as components/kubernetes makes them, with both kinds of node pools and an add-on. */
function clusterWith({ name, atMost }: { readonly name: string; readonly atMost: number }): PulumiFn {
  return async () => {
    const options = {
      provider: new alicloud.Provider("api", { region: "cn-hangzhou", protocol: "HTTP" }),
      customTimeouts: { create: "10m", update: "10m", delete: "10m" },
    };
    const vpc = new alicloud.vpc.Network("vpc", { vpcName: "hougu", cidrBlock: "10.0.0.0/8" }, options);
    const vswitch = new alicloud.vpc.Switch(
      "vswitch",
      { vpcId: vpc.id, cidrBlock: "10.0.0.0/20", zoneId: "cn-hangzhou-k" },
      options,
    );
    const cluster = new alicloud.cs.ManagedKubernetes(
      "cluster",
      {
        name,
        version: "1.34.3-aliyun.1",
        clusterSpec: "ack.standard",
        vswitchIds: [vswitch.id],
        podVswitchIds: [vswitch.id],
        serviceCidr: "172.21.0.0/20",
        proxyMode: "ipvs",
        newNatGateway: false,
        slbInternetEnabled: false,
        isEnterpriseSecurityGroup: true,
        enableRrsa: true,
        auditLogConfig: { enabled: true },
        controlPlaneLogComponents: ["apiserver", "kcm", "scheduler", "ccm"],
        controlPlaneLogTtl: "7",
        timezone: "Asia/Shanghai",
        maintenanceWindow: {
          enable: true,
          maintenanceTime: "2026-01-01T18:00:00.000+00:00",
          duration: "3h",
          weeklyPeriod: "Tuesday,Thursday",
        },
        operationPolicy: { clusterAutoUpgrade: { enabled: true, channel: "patch" } },
        addons: [
          { name: "terway-eniip", config: JSON.stringify({ NetworkPolicy: "true" }) },
          { name: "csi-plugin" },
          { name: "csi-provisioner" },
        ],
        deleteOptions: [{ resourceType: "SLB", deleteMode: "delete" }],
        tags: { owner: "platform" },
      },
      { ...options, ignoreChanges: ["addons"] },
    );
    const common = {
      clusterId: cluster.id,
      vswitchIds: [vswitch.id],
      instanceTypes: ["ecs.g7.xlarge"],
      instanceChargeType: "PostPaid",
      imageType: "AliyunLinux3ContainerOptimized",
      runtimeName: "containerd",
      systemDiskCategory: "cloud_essd",
      systemDiskSize: 120,
      systemDiskEncrypted: true,
      multiAzPolicy: "BALANCE",
      installCloudMonitor: true,
      instanceMetadataOptions: { httpTokens: "required" },
      management: {
        enable: true,
        autoRepair: true,
        autoRepairPolicy: { restartNode: true },
        autoVulFix: true,
        autoVulFixPolicy: { restartNode: true, vulLevel: "asap" },
        maxUnavailable: 1,
      },
      scalingPolicy: "release",
      tags: { owner: "platform" },
    };
    const pool = new alicloud.cs.NodePool(
      "on-demand",
      {
        ...common,
        nodePoolName: "on-demand",
        scalingConfig: { enable: true, minSize: 1, maxSize: atMost, type: "cpu" },
        labels: [{ key: "capacity", value: "on-demand" }],
      },
      options,
    );
    new alicloud.cs.NodePool(
      "spot",
      {
        ...common,
        nodePoolName: "spot",
        scalingConfig: { enable: true, minSize: 0, maxSize: 3, type: "cpu" },
        labels: [{ key: "capacity", value: "spot" }],
        taints: [{ key: "capacity", value: "spot", effect: "NoSchedule" }],
        spotStrategy: "SpotAsPriceGo",
        multiAzPolicy: "COST_OPTIMIZED",
        spotInstancePools: 2,
        spotInstanceRemedy: true,
      },
      options,
    );
    new alicloud.cs.KubernetesAddon(
      "keda",
      { clusterId: cluster.id, name: "ack-keda" },
      { ...options, dependsOn: [pool], ignoreChanges: ["version"] },
    );
    alicloud.cs.getClusterCredentialOutput({ clusterId: cluster.id }, options);
  };
}

export const csProgram = clusterWith({ name: "hougu", atMost: 4 });

/** The same with another name and a pool that may grow further. */
export const changed = clusterWith({ name: "hougu-renamed", atMost: 6 });

import * as t from "../../../../policy/types.ts";
import { type Fault, faults } from "./fault.ts";

export const OWNERSHIP_FAULTS: readonly Fault[] = [
  ...faults(
    "container-labels",
    [t.DOCKER_CONTAINER, "nobody's", { labels: [] }],
    [t.DOCKER_NETWORK, "nobody's", { labels: undefined }],
  ),
  ...faults(
    "kubernetes-labels",
    [t.NAMESPACE, "nobody's", { "metadata.labels.owner": undefined }],
    [t.DEPLOYMENT, "whose pods are nobody's", { "spec.template.metadata.labels.owner": undefined }],
  ),
];

export const COST_FAULTS: readonly Fault[] = [
  ...faults("addresses-in-use", [t.EIP, "that leads nowhere", { addressName: "idle" }]),
  ...faults(
    "public-bandwidth",
    [t.EIP, "without a ceiling", { bandwidth: "1000" }],
    [t.EIP, "paid ahead", { internetChargeType: "PayByBandwidth" }],
  ),
  ...faults("node-ceiling", [t.NODE_POOL, "without end", { "scalingConfig.maxSize": 1000 }]),
  ...faults("store-sizes", [t.DATABASE, "a zero too many", { instanceStorage: 2000 }]),
  ...faults(
    "node-sizes",
    [t.NODE_POOL, "of another family", { instanceTypes: ["ecs.t6-c1m1.large"] }],
    [t.NODE_POOL, "too big", { instanceTypes: ["ecs.g7.16xlarge"] }],
  ),
  ...faults(
    "spot-where-safe",
    [t.ECS_INSTANCE, "an edge", { spotStrategy: "SpotAsPriceGo" }],
    [t.NODE_POOL, "for every pod", { taints: undefined }],
  ),
  ...faults("uploads-cleaned-up", [
    t.BUCKET,
    "never",
    { "lifecycleRules.0.abortMultipartUploads": undefined },
  ]),
];

export const RESIDENCY_FAULTS: readonly Fault[] = [
  ...faults(
    "mainland-zones",
    [t.VSWITCH, "Singapore", { zoneId: "ap-southeast-1a" }],
    [t.DATABASE, "a standby in Hong Kong", { zoneIdSlaveA: "cn-hongkong-b" }],
  ),
  ...faults("cdn-inside", [t.CDN_DOMAIN, "the world", { scope: "global" }]),
  ...faults("no-transfer-acceleration", [t.BUCKET, "on", { transferAcceleration: { enabled: true } }]),
  ...faults(
    "no-global-cache",
    [t.CACHE, "the first of many", { globalInstance: true }],
    [t.CACHE, "one of many", { globalInstanceId: "gr-1" }],
  ),
];

export const DEPRECATED_FAULTS: readonly Fault[] = [
  ...faults("nothing-deprecated", [
    t.VSWITCH,
    "an older name",
    { zoneId: undefined, availabilityZone: "cn-hangzhou-k" },
  ]),
];

export const VSPHERE_FAULTS: readonly Fault[] = [
  ...faults(
    "secure-boot",
    [t.VSPHERE_VM, "BIOS", { firmware: "bios" }],
    [t.VSPHERE_VM, "unsigned code", { efiSecureBootEnabled: false }],
  ),
  ...faults(
    "isolated-console",
    [t.VSPHERE_VM, "a shared clipboard", { extraConfig: { "isolation.tools.paste.disable": "FALSE" } }],
    [t.VSPHERE_VM, "VNC", { extraConfig: { "RemoteDisplay.vnc.enabled": "true" } }],
  ),
  ...faults(
    "no-extra-devices",
    [t.VSPHERE_VM, "the client's CD drive", { cdrom: { clientDevice: true } }],
    [t.VSPHERE_VM, "a machine in a machine", { nestedHvEnabled: true }],
  ),
  ...faults("paravirtual-network", [
    t.VSPHERE_VM,
    "an emulated card",
    { "networkInterfaces.0.adapterType": "e1000" },
  ]),
  ...faults(
    "disks-keep-writes",
    [t.VSPHERE_VM, "until power-off", { "disks.0.diskMode": "independent_nonpersistent" }],
    [t.VSPHERE_VM, "of two machines", { "disks.0.diskSharing": "sharingMultiWriter" }],
  ),
  ...faults(
    "short-snapshots",
    [t.VSPHERE_SNAPSHOT, "with memory", { memory: true }],
    [t.VSPHERE_SNAPSHOT, "for ever", {}, { protect: true }],
  ),
];

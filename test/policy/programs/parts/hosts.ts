import * as t from "../../../../policy/types.ts";
import { type Part, ref, TAGS as tags } from "./part.ts";

/** Machines on both platforms. */
export const HOSTS: readonly Part[] = [
  {
    type: t.VSWITCH,
    name: "subnet",
    protect: true,
    props: { vpcId: "vpc-1", vswitchName: "app", cidrBlock: "10.0.9.0/24", zoneId: "cn-hangzhou-k", tags },
  },
  {
    type: t.VSWITCH,
    name: "subnet-j",
    protect: true,
    props: { vpcId: "vpc-1", vswitchName: "app-j", cidrBlock: "10.0.8.0/24", zoneId: "cn-hangzhou-j", tags },
  },
  {
    type: t.ECS_INSTANCE,
    name: "edge",
    props: {
      instanceName: "edge",
      hostName: "edge",
      instanceType: "ecs.g7.large",
      imageId: "debian_12_10_x64_20G_alibase_20250513.vhd",
      securityGroups: ["sg-1"],
      vswitchId: ref(t.VSWITCH, "subnet"),
      systemDiskCategory: "cloud_essd",
      systemDiskEncrypted: true,
      systemDiskAutoSnapshotPolicyId: "sp-1",
      deploymentSetId: "ds-1",
      httpTokens: "required",
      userData: Buffer.from("#cloud-config\nssh_pwauth: false\n").toString("base64"),
      tags: { ...tags, role: "edge" },
    },
  },
  {
    type: t.ECS_INSTANCE,
    name: "monitoring",
    props: {
      instanceName: "monitoring",
      hostName: "monitoring",
      instanceType: "ecs.g7.large",
      imageId: "debian_12_10_x64_20G_alibase_20250513.vhd",
      securityGroups: ["sg-1"],
      vswitchId: ref(t.VSWITCH, "subnet"),
      systemDiskCategory: "cloud_essd",
      systemDiskEncrypted: true,
      systemDiskAutoSnapshotPolicyId: "sp-1",
      deploymentSetId: "ds-1",
      httpTokens: "required",
      userData: Buffer.from(
        "#cloud-config\nwrite_files:\n  - content: |\n      scrape_configs:\n        - { host: edge }\n        - { host: food-edge-1 }\n        - { host: monitoring }\n",
      ).toString("base64"),
      tags: { ...tags, role: "monitoring" },
    },
  },
  ...Object.entries({ ...tags, role: "edge" }).flatMap(([key, value]): Part[] => [
    {
      type: t.VSPHERE_TAG_CATEGORY,
      name: `vm-${key}`,
      props: { name: key, cardinality: "SINGLE", associableTypes: ["VirtualMachine"] },
    },
    {
      type: t.VSPHERE_TAG,
      name: `vm-${key}-tag`,
      props: { name: value, categoryId: ref(t.VSPHERE_TAG_CATEGORY, `vm-${key}`) },
    },
  ]),
  {
    type: t.VSPHERE_VM,
    name: "vm",
    props: {
      name: "food-edge-1",
      resourcePoolId: "resgroup-1",
      datastoreId: "datastore-1",
      guestId: "debian12_64Guest",
      numCpus: 4,
      memory: 8192,
      firmware: "efi",
      efiSecureBootEnabled: true,
      storagePolicyId: "policy-1",
      networkInterfaces: [{ networkId: "network-1", adapterType: "vmxnet3" }],
      disks: [{ label: "disk0", size: 40 }],
      extraConfig: { "guestinfo.userdata": "#cloud-config\nssh_pwauth: false\n" },
      tags: [...Object.keys(tags), "role"].map((key) => ref(t.VSPHERE_TAG, `vm-${key}-tag`)),
    },
  },
  {
    type: t.VSPHERE_SNAPSHOT,
    name: "before-work",
    props: {
      virtualMachineUuid: ref(t.VSPHERE_VM, "vm"),
      snapshotName: "before-work",
      description: "while somebody works",
      memory: false,
      quiesce: true,
    },
  },
];

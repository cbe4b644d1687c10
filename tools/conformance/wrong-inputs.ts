/** Inputs of which one thing is wrong, and the property that it is wrong about. */
export interface WrongInput {
  readonly token: string;
  readonly why: string;
  readonly property: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const RULE = {
  type: "ingress",
  ipProtocol: "tcp",
  portRange: "443/443",
  cidrIp: "0.0.0.0/0",
  securityGroupId: "sg-1",
};
const INSTANCE = { imageId: "debian_12", instanceType: "ecs.u1-c1m2.large", securityGroups: ["sg-1"] };

const MYSQL = {
  engine: "MySQL",
  engineVersion: "8.0",
  instanceType: "mysql.x4.large.2c",
  instanceStorage: 100,
};

/** Mistakes that people make; the real provider and `checkInputs` must refuse each. */
export const WRONG_ALICLOUD: readonly WrongInput[] = [
  {
    token: "alicloud:ecs/instance:Instance",
    why: "a disk category of another cloud",
    property: "systemDiskCategory",
    inputs: { ...INSTANCE, systemDiskCategory: "gp3" },
  },
  {
    token: "alicloud:ecs/instance:Instance",
    why: "no image, and no launch template that has one",
    property: "imageId",
    inputs: { instanceType: "ecs.u1-c1m2.large" },
  },
  {
    token: "alicloud:ecs/instance:Instance",
    why: "a data disk without a size",
    property: "dataDisks[0].size",
    inputs: { ...INSTANCE, dataDisks: [{ category: "cloud_essd" }] },
  },
  {
    token: "alicloud:ecs/instance:Instance",
    why: "more data disks than an instance takes",
    property: "dataDisks",
    inputs: { ...INSTANCE, dataDisks: Array.from({ length: 17 }, () => ({ size: 20 })) },
  },
  {
    token: "alicloud:ecs/instance:Instance",
    why: "a hop limit out of range",
    property: "httpPutResponseHopLimit",
    inputs: { ...INSTANCE, httpPutResponseHopLimit: 65 },
  },
  {
    token: "alicloud:ecs/instance:Instance",
    why: "a description too short",
    property: "description",
    inputs: { ...INSTANCE, description: "x" },
  },
  {
    token: "alicloud:ecs/securityGroupRule:SecurityGroupRule",
    why: "a protocol that security groups don't know",
    property: "ipProtocol",
    inputs: { ...RULE, ipProtocol: "vrrp" },
  },
  {
    token: "alicloud:ecs/securityGroupRule:SecurityGroupRule",
    why: "a source given twice",
    property: "sourceSecurityGroupId",
    inputs: { ...RULE, sourceSecurityGroupId: "sg-2" },
  },
  {
    token: "alicloud:ecs/securityGroupRule:SecurityGroupRule",
    why: "no source at all",
    property: "cidrIp",
    inputs: { type: "ingress", ipProtocol: "tcp", securityGroupId: "sg-1" },
  },
  {
    token: "alicloud:ecs/securityGroupRule:SecurityGroupRule",
    why: "a name that doesn't exist",
    property: "port",
    inputs: { ...RULE, port: 443 },
  },
  {
    token: "alicloud:vpc/switch:Switch",
    why: "a zone under its old name and its new one",
    property: "zoneId",
    inputs: {
      vpcId: "vpc-1",
      cidrBlock: "10.0.0.0/24",
      zoneId: "cn-hangzhou-k",
      availabilityZone: "cn-hangzhou-k",
    },
  },
  {
    token: "alicloud:vpc/natGateway:NatGateway",
    why: "no VPC",
    property: "vpcId",
    inputs: { natType: "Enhanced" },
  },
  {
    token: "alicloud:vpc/hAVip:HAVip",
    why: "an output given as an input",
    property: "masterInstanceId",
    inputs: { vswitchId: "vsw-1", masterInstanceId: "i-1" },
  },
  {
    token: "alicloud:oos/secretParameter:SecretParameter",
    why: "a list where a text belongs",
    property: "description",
    inputs: { secretParameterName: "hougu-dev-artist-key", value: "x", description: ["x"] },
  },
  {
    token: "alicloud:rds/instance:Instance",
    why: "a kind of disk that databases don't have",
    property: "dbInstanceStorageType",
    inputs: { ...MYSQL, dbInstanceStorageType: "cloud_efficiency" },
  },
  {
    token: "alicloud:rds/instance:Instance",
    why: "encryption that is neither on nor off",
    property: "tdeStatus",
    inputs: { ...MYSQL, tdeStatus: "On" },
  },
  {
    token: "alicloud:rds/accountPrivilege:AccountPrivilege",
    why: "a privilege that RDS doesn't know",
    property: "privilege",
    inputs: { instanceId: "rm-1", accountName: "app", dbNames: ["artist"], privilege: "ALL" },
  },
  {
    token: "alicloud:rds/backupPolicy:BackupPolicy",
    why: "a backup at an hour that isn't one",
    property: "preferredBackupTime",
    inputs: { instanceId: "rm-1", preferredBackupTime: "18:30Z-19:30Z" },
  },
  {
    token: "alicloud:kvstore/instance:Instance",
    why: "a version that Redis never had",
    property: "engineVersion",
    inputs: { instanceClass: "redis.shard.small.2.ce", engineVersion: "7.2" },
  },
  {
    token: "alicloud:oss/bucket:Bucket",
    why: "a storage class of another cloud",
    property: "lifecycleRules[0].transitions[0].storageClass",
    inputs: {
      bucket: "pictures",
      lifecycleRules: [{ enabled: true, transitions: [{ days: 30, storageClass: "GLACIER" }] }],
    },
  },
  {
    token: "alicloud:kms/key:Key",
    why: "a deletion that gives no time for second thoughts",
    property: "pendingWindowInDays",
    inputs: { pendingWindowInDays: 1 },
  },
  {
    token: "alicloud:cdn/domainConfig:DomainConfig",
    why: "a function without arguments",
    property: "functionArgs",
    inputs: { domainName: "pictures.example.com", functionName: "https_force" },
  },
  {
    token: "alicloud:cr/namespace:Namespace",
    why: "a visibility that doesn't exist",
    property: "defaultVisibility",
    inputs: { name: "apps", autoCreate: false, defaultVisibility: "private" },
  },
];

const MACHINE = { name: "food-edge-1", resourcePoolId: "resgroup-1" };

/** The same for vSphere. */
export const WRONG_VSPHERE: readonly WrongInput[] = [
  {
    token: "vsphere:index/virtualMachine:VirtualMachine",
    why: "a share level that doesn't exist",
    property: "cpuShareLevel",
    inputs: { ...MACHINE, cpuShareLevel: "highest" },
  },
  {
    token: "vsphere:index/virtualMachine:VirtualMachine",
    why: "a clone of nothing",
    property: "clone.templateUuid",
    inputs: { ...MACHINE, clone: {} },
  },
  {
    token: "vsphere:index/virtualMachine:VirtualMachine",
    why: "two operating systems to customize",
    property: "clone.customize.linuxOptions",
    inputs: {
      ...MACHINE,
      clone: {
        templateUuid: "u",
        customize: { linuxOptions: { domain: "d", hostName: "h" }, windowsOptions: { computerName: "c" } },
      },
    },
  },
  {
    token: "vsphere:index/virtualMachine:VirtualMachine",
    why: "a disk on a unit that controllers don't have",
    property: "disks[0].unitNumber",
    inputs: { ...MACHINE, disks: [{ label: "disk0", size: 20, unitNumber: 60 }] },
  },
  {
    token: "vsphere:index/tagCategory:TagCategory",
    why: "a cardinality that doesn't exist",
    property: "cardinality",
    inputs: { name: "role", cardinality: "ONE", associableTypes: ["VirtualMachine"] },
  },
  {
    token: "vsphere:index/folder:Folder",
    why: "a folder of no type",
    property: "type",
    inputs: { path: "food" },
  },
];

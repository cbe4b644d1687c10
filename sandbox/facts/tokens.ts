/**
 * The resource types whose facts this repository keeps. `npm run facts -- --from <folder>` takes them from the
 * providers' facts; a test fails when the program uses a type that isn't here.
 */
export const ALICLOUD_TOKENS: readonly string[] = [
  "alicloud:ecs/autoSnapshotPolicy:AutoSnapshotPolicy",
  "alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment",
  "alicloud:ecs/ecsDeploymentSet:EcsDeploymentSet",
  "alicloud:ecs/eipAddress:EipAddress",
  "alicloud:ecs/eipAssociation:EipAssociation",
  "alicloud:ecs/instance:Instance",
  "alicloud:ecs/ramRoleAttachment:RamRoleAttachment",
  "alicloud:ecs/securityGroup:SecurityGroup",
  "alicloud:ecs/securityGroupRule:SecurityGroupRule",
  "alicloud:ecs/snapshotPolicy:SnapshotPolicy",
  "alicloud:oos/secretParameter:SecretParameter",
  "alicloud:ram/policy:Policy",
  "alicloud:ram/role:Role",
  "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment",
  "alicloud:vpc/hAVip:HAVip",
  "alicloud:vpc/hAVipAttachment:HAVipAttachment",
  "alicloud:vpc/natGateway:NatGateway",
  "alicloud:vpc/network:Network",
  "alicloud:vpc/snatEntry:SnatEntry",
  "alicloud:vpc/switch:Switch",
];

/** Every type of vSphere's provider is kept: `sdks/vsphere` is generated from them. */
export const VSPHERE_TOKENS = "all";

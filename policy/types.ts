/** Type tokens of the resources that rules judge. */
export const ECS_INSTANCE = "alicloud:ecs/instance:Instance";
export const ECS_LAUNCH_TEMPLATE = "alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate";
export const ECS_DISK = "alicloud:ecs/ecsDisk:EcsDisk";
/** The older name of the same disk. */
export const ECS_DISK_OLD = "alicloud:ecs/disk:Disk";
export const AUTO_SNAPSHOT_POLICY = "alicloud:ecs/autoSnapshotPolicy:AutoSnapshotPolicy";
export const SNAPSHOT_POLICY = "alicloud:ecs/snapshotPolicy:SnapshotPolicy";
export const SNAPSHOT_ATTACHMENT =
  "alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment";
export const SECURITY_GROUP = "alicloud:ecs/securityGroup:SecurityGroup";
export const SECURITY_GROUP_RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule";
export const PREFIX_LIST = "alicloud:ecs/ecsPrefixList:EcsPrefixList";
export const EIP = "alicloud:ecs/eipAddress:EipAddress";
export const EIP_ASSOCIATION = "alicloud:ecs/eipAssociation:EipAssociation";
export const HAVIP = "alicloud:vpc/hAVip:HAVip";
export const HAVIP_ATTACHMENT = "alicloud:vpc/hAVipAttachment:HAVipAttachment";
export const NAT_GATEWAY = "alicloud:vpc/natGateway:NatGateway";
export const FORWARD_ENTRY = "alicloud:vpc/forwardEntry:ForwardEntry";
export const VPC = "alicloud:vpc/network:Network";
export const VSWITCH = "alicloud:vpc/switch:Switch";
export const RAM_ROLE = "alicloud:ram/role:Role";
export const RAM_POLICY = "alicloud:ram/policy:Policy";
export const SECRET_PARAMETER = "alicloud:oos/secretParameter:SecretParameter";
export const DEPLOYMENT_SET = "alicloud:ecs/ecsDeploymentSet:EcsDeploymentSet";
export const VSPHERE_VM = "vsphere:index/virtualMachine:VirtualMachine";
export const VSPHERE_DISK = "vsphere:index/virtualDisk:VirtualDisk";
export const VSPHERE_TAG = "vsphere:index/tag:Tag";
export const VSPHERE_TAG_CATEGORY = "vsphere:index/tagCategory:TagCategory";
export const VSPHERE_CUSTOM_ATTRIBUTE = "vsphere:index/customAttribute:CustomAttribute";
export const VSPHERE_ANTI_AFFINITY =
  "vsphere:index/computeClusterVmAntiAffinityRule:ComputeClusterVmAntiAffinityRule";

import {
  decimal,
  type Fields,
  flag,
  inline,
  integer,
  list,
  listOf,
  numeral,
  record,
  text,
  word,
} from "../../fields.ts";
import { KUBELET } from "./kubelet-fields.ts";

/** The cloud's type of node pools. */
export const NODE_POOL = "alicloud:ackNodePool";

const DATA_DISK: Fields = {
  auto_format: word("autoFormat"),
  auto_snapshot_policy_id: text("autoSnapshotPolicyId"),
  bursting_enabled: flag("burstingEnabled"),
  category: text("category"),
  device: text("device"),
  disk_name: text("name"),
  encrypted: text("encrypted"),
  file_system: text("fileSystem"),
  kms_key_id: text("kmsKeyId"),
  mount_target: text("mountTarget"),
  performance_level: text("performanceLevel"),
  provisioned_iops: integer("provisionedIops"),
  size: integer("size"),
  snapshot_id: text("snapshotId"),
};

const PATTERN: Fields = {
  cores: integer("cores"),
  cpu_architectures: list("cpuArchitectures"),
  excluded_instance_types: list("excludedInstanceTypes"),
  instance_categories: list("instanceCategories"),
  instance_family_level: text("instanceFamilyLevel"),
  instance_type_families: list("instanceTypeFamilies"),
  max_cpu_cores: integer("maxCpuCores"),
  max_memory_size: decimal("maxMemorySize"),
  memory: decimal("memory"),
  min_cpu_cores: integer("minCpuCores"),
  min_memory_size: decimal("minMemorySize"),
};

/** The machines of a pool, and how many of them there are. */
const SCALING_GROUP: Fields = {
  auto_renew: flag("autoRenew"),
  auto_renew_period: integer("autoRenewPeriod"),
  cis_enabled: flag("cisEnabled"),
  compensate_with_on_demand: flag("compensateWithOnDemand"),
  data_disks: listOf("dataDisks", DATA_DISK),
  deploymentset_id: text("deploymentSetId"),
  desired_size: numeral("desiredSize"),
  image_id: text("imageId"),
  image_type: text("imageType"),
  instance_charge_type: text("instanceChargeType"),
  instance_metadata_options: record("instanceMetadataOptions", { http_tokens: text("httpTokens") }),
  instance_patterns: listOf("instancePatterns", PATTERN),
  instance_types: list("instanceTypes"),
  internet_charge_type: text("internetChargeType"),
  internet_max_bandwidth_out: integer("internetMaxBandwidthOut"),
  key_pair: text("keyName"),
  login_as_non_root: flag("loginAsNonRoot"),
  multi_az_policy: text("multiAzPolicy"),
  on_demand_base_capacity: numeral("onDemandBaseCapacity"),
  on_demand_percentage_above_base_capacity: numeral("onDemandPercentageAboveBaseCapacity"),
  period: integer("period"),
  period_unit: text("periodUnit"),
  platform: text("platform"),
  private_pool_options: record("privatePoolOptions", {
    id: text("privatePoolOptionsId"),
    match_criteria: text("privatePoolOptionsMatchCriteria"),
  }),
  ram_role_name: text("ramRoleName"),
  rds_instances: list("rdsInstances"),
  scaling_policy: text("scalingPolicy"),
  security_group_id: text("securityGroupId"),
  security_group_ids: list("securityGroupIds"),
  security_hardening_os: flag("securityHardeningOs"),
  soc_enabled: flag("socEnabled"),
  spot_instance_pools: integer("spotInstancePools"),
  spot_instance_remedy: flag("spotInstanceRemedy"),
  spot_price_limit: listOf("spotPriceLimits", {
    instance_type: text("instanceType"),
    price_limit: text("priceLimit"),
  }),
  spot_strategy: text("spotStrategy"),
  system_disk_bursting_enabled: flag("systemDiskBurstingEnabled"),
  system_disk_categories: list("systemDiskCategories"),
  system_disk_category: text("systemDiskCategory"),
  system_disk_encrypt_algorithm: text("systemDiskEncryptAlgorithm"),
  system_disk_encrypted: flag("systemDiskEncrypted"),
  system_disk_kms_key_id: text("systemDiskKmsKey"),
  system_disk_performance_level: text("systemDiskPerformanceLevel"),
  system_disk_provisioned_iops: integer("systemDiskProvisionedIops"),
  system_disk_size: integer("systemDiskSize"),
  system_disk_snapshot_policy_id: text("systemDiskSnapshotPolicyId"),
  vswitch_ids: list("vswitchIds"),
};

/** What a node is to Kubernetes. */
const KUBERNETES: Fields = {
  cms_enabled: flag("installCloudMonitor"),
  cpu_policy: text("cpuPolicy"),
  labels: listOf("labels", { key: text("key"), value: text("value") }),
  node_name_mode: text("nodeNameMode"),
  pre_user_data: text("preUserData"),
  runtime: text("runtimeName"),
  runtime_version: text("runtimeVersion"),
  taints: listOf("taints", { key: text("key"), value: text("value"), effect: text("effect") }),
  unschedulable: flag("unschedulable"),
  user_data: text("userData"),
};

/** What ACK does to nodes by itself. */
const MANAGEMENT: Fields = {
  enable: flag("enable"),
  auto_repair: flag("autoRepair"),
  auto_repair_policy: record("autoRepairPolicy", { restart_node: flag("restartNode") }),
  auto_upgrade: flag("autoUpgrade"),
  auto_upgrade_policy: record("autoUpgradePolicy", { auto_upgrade_kubelet: flag("autoUpgradeKubelet") }),
  auto_vul_fix: flag("autoVulFix"),
  auto_vul_fix_policy: record("autoVulFixPolicy", {
    restart_node: flag("restartNode"),
    vul_level: text("vulLevel"),
  }),
  upgrade_config: inline({
    max_unavailable: integer("maxUnavailable"),
    surge: integer("surge"),
    surge_percentage: integer("surgePercentage"),
  }),
};

const AUTO_SCALING: Fields = {
  enable: flag("enable"),
  type: text("type"),
  min_instances: integer("minSize"),
  max_instances: integer("maxSize"),
  is_bond_eip: flag("isBondEip"),
  eip_bandwidth: integer("eipBandwidth"),
  eip_internet_charge_type: text("eipInternetChargeType"),
};

const NAME: Fields = { name: text("nodePoolName"), resource_group_id: text("resourceGroupId") };

const COMMON: Fields = {
  auto_scaling: record("scalingConfig", AUTO_SCALING),
  kubernetes_config: inline(KUBERNETES),
  management: record("management", MANAGEMENT),
  tee_config: record("teeConfig", { tee_enable: flag("teeEnable") }),
};

/** What a request says of a pool. A password is taken and never shown. */
export const ASKED: Fields = {
  ...COMMON,
  nodepool_info: inline({ ...NAME, type: text("type") }),
  scaling_group: inline({ ...SCALING_GROUP, login_password: text("password") }),
  auto_mode: record("autoMode", { enable: flag("enabled") }),
  node_config: inline({ kubelet_configuration: record("kubeletConfiguration", KUBELET) }),
  eflo_node_group: record("efloNodeGroup", { cluster_id: text("clusterId"), group_id: text("groupId") }),
  count: integer("nodeCount"),
};

/** What ModifyNodePoolNodeConfig says. */
export const NODE_CONFIG: Fields = {
  kubelet_config: record("kubeletConfiguration", KUBELET),
};

export const SHOWN: Fields = {
  ...COMMON,
  nodepool_info: inline({
    ...NAME,
    type: text("type"),
    created: text("createTime"),
    nodepool_id: text("nodePoolId"),
  }),
  scaling_group: inline({ ...SCALING_GROUP, scaling_group_id: text("scalingGroupId") }),
  auto_mode: record("autoMode", { enable: flag("enabled") }),
  node_config: inline({ kubelet_configuration: record("kubeletConfiguration", KUBELET) }),
};

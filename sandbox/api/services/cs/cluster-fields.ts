import { type Fields, flag, list, listOf, numeral, record, text } from "../../fields.ts";

const MAINTENANCE: Fields = {
  enable: flag("enable"),
  maintenance_time: text("maintenanceTime"),
  duration: text("duration"),
  weekly_period: text("weeklyPeriod"),
  recurrence: text("recurrence"),
};

const OPERATION: Fields = {
  cluster_auto_upgrade: record("clusterAutoUpgrade", { enabled: flag("enabled"), channel: text("channel") }),
};

/** What both a new cluster and a changed one can be told. */
const ALWAYS: Fields = {
  deletion_protection: flag("deletionProtection"),
  resource_group_id: text("resourceGroupId"),
  security_group_id: text("securityGroupId"),
  timezone: text("timezone"),
  enable_rrsa: flag("enableRrsa"),
  vswitch_ids: list("vswitchIds"),
  maintenance_window: record("maintenanceWindow", MAINTENANCE),
  operation_policy: record("operationPolicy", OPERATION),
};

/** What CreateCluster says. */
export const CREATED: Fields = {
  ...ALWAYS,
  name: text("name"),
  profile: text("profile"),
  kubernetes_version: text("version"),
  vpcid: text("vpcId"),
  pod_vswitch_ids: list("podVswitchIds"),
  container_cidr: text("podCidr"),
  node_cidr_mask: numeral("nodeCidrMask"),
  service_cidr: text("serviceCidr"),
  proxy_mode: text("proxyMode"),
  ip_stack: text("ipStack"),
  cluster_spec: text("clusterSpec"),
  cluster_domain: text("clusterDomain"),
  service_account_issuer: text("serviceAccountIssuer"),
  api_audiences: text("apiAudiences"),
  custom_san: text("customSan"),
  encryption_provider_key: text("encryptionProviderKey"),
  controlplane_log_components: list("controlPlaneLogComponents"),
  controlplane_log_ttl: text("controlPlaneLogTtl"),
  controlplane_log_project: text("controlPlaneLogProject"),
  audit_log_config: record("auditLogConfig", {
    enabled: flag("enabled"),
    sls_project_name: text("slsProjectName"),
  }),
  auto_mode: record("autoMode", { enable: flag("enabled") }),
  addons: listOf("addons", {
    name: text("name"),
    version: text("version"),
    config: text("config"),
    disabled: flag("disabled"),
  }),
};

/** What ModifyCluster says. */
export const MODIFIED: Fields = { ...ALWAYS, cluster_name: text("name"), cluster_spec: text("clusterSpec") };

/** What DescribeClusters, the oldest list, shows as it is. */
export const LISTED: Fields = {
  name: text("name"),
  profile: text("profile"),
  state: text("state"),
  current_version: text("version"),
  init_version: text("initVersion"),
  created: text("createTime"),
  vpc_id: text("vpcId"),
  security_group_id: text("securityGroupId"),
  worker_ram_role_name: text("workerRamRoleName"),
  resource_group_id: text("resourceGroupId"),
  deletion_protection: flag("deletionProtection"),
  external_loadbalancer_id: text("slbId"),
};

/** What both the list by pages and the detail show as it is. */
export const SHOWN: Fields = {
  ...LISTED,
  cluster_spec: text("clusterSpec"),
  cluster_domain: text("clusterDomain"),
  vswitch_ids: list("vswitchIds"),
  container_cidr: text("podCidr"),
  service_cidr: text("serviceCidr"),
  proxy_mode: text("proxyMode"),
  ip_stack: text("ipStack"),
  timezone: text("timezone"),
  maintenance_window: record("maintenanceWindow", MAINTENANCE),
  operation_policy: record("operationPolicy", OPERATION),
};

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

/** Of machines, their network and the stores. */
const WRONG_MACHINES: readonly WrongInput[] = [
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

const SERVERS = {
  serverGroupName: "api",
  protocol: "HTTP",
  vpcId: "vpc-1",
  healthCheckConfig: { healthCheckEnabled: true },
};
const LISTENER = {
  loadBalancerId: "alb-1",
  listenerPort: 443,
  listenerProtocol: "HTTPS",
  defaultActions: [
    { type: "ForwardGroup", forwardGroupConfig: { serverGroupTuples: [{ serverGroupId: "sgp-1" }] } },
  ],
};
const TEMPLATE = {
  instanceId: "waf_v3-1",
  defenseTemplateName: "logins",
  templateType: "user_custom",
  templateOrigin: "custom",
  status: "1",
};
const CLUSTER = { name: "hougu-prod", clusterSpec: "ack.pro.small", vswitchIds: ["vsw-1"] };
const POOL = { clusterId: "c1", nodePoolName: "on-demand", instanceTypes: ["ecs.g7.xlarge"] };
const EXCHANGE = {
  instanceId: "amqp-cn-1",
  virtualHostName: "artist",
  exchangeName: "comments",
  internal: false,
  autoDeleteState: false,
};
const RECORD = { domainName: "example.com", rr: "api", type: "A", value: "203.0.113.10" };

/** The same for what stands before the machines: balancers, firewall, names, delivery. */
const WRONG_WAY_IN: readonly WrongInput[] = [
  {
    token: "alicloud:alb/loadBalancer:LoadBalancer",
    why: "an address type of another service",
    property: "addressType",
    inputs: {
      addressType: "Public",
      loadBalancerEdition: "Standard",
      loadBalancerBillingConfig: { payType: "PayAsYouGo" },
      vpcId: "vpc-1",
      zoneMappings: [
        { vswitchId: "vsw-1", zoneId: "cn-hangzhou-j" },
        { vswitchId: "vsw-2", zoneId: "cn-hangzhou-k" },
      ],
    },
  },
  {
    token: "alicloud:alb/listener:Listener",
    why: "a protocol that only the network balancer has",
    property: "listenerProtocol",
    inputs: { ...LISTENER, listenerProtocol: "TCP" },
  },
  {
    token: "alicloud:alb/listener:Listener",
    why: "a port that doesn't exist",
    property: "listenerPort",
    inputs: { ...LISTENER, listenerPort: 65536 },
  },
  {
    token: "alicloud:alb/listener:Listener",
    why: "nothing to do with what comes in",
    property: "defaultActions",
    inputs: { loadBalancerId: "alb-1", listenerPort: 443, listenerProtocol: "HTTPS" },
  },
  {
    token: "alicloud:alb/serverGroup:ServerGroup",
    why: "healthy after a single answer",
    property: "healthCheckConfig.healthyThreshold",
    inputs: { ...SERVERS, healthCheckConfig: { healthCheckEnabled: true, healthyThreshold: 1 } },
  },
  {
    token: "alicloud:alb/rule:Rule",
    why: "a redirection by a code that is none",
    property: "ruleActions[0].redirectConfig.httpCode",
    inputs: {
      ruleName: "to-https",
      listenerId: "lsn-1",
      priority: 1,
      ruleConditions: [{ type: "Path", pathConfig: { values: ["/*"] } }],
      ruleActions: [{ type: "Redirect", order: 1, redirectConfig: { protocol: "HTTPS", httpCode: "304" } }],
    },
  },
  {
    token: "alicloud:wafv3/defenseTemplate:DefenseTemplate",
    why: "a scene that the firewall doesn't play",
    property: "defenseScene",
    inputs: { ...TEMPLATE, defenseScene: "bot" },
  },
  {
    token: "alicloud:wafv3/defenseRule:DefenseRule",
    why: "an action of another firewall",
    property: "config.ruleAction",
    inputs: {
      instanceId: "waf_v3-1",
      templateId: 1,
      defenseScene: "custom_acl",
      defenseOrigin: "custom",
      ruleName: "administration",
      ruleStatus: 1,
      config: { ruleAction: "deny", conditions: [{ key: "URL", opValue: "contain", values: "/manager" }] },
    },
  },
  {
    token: "alicloud:wafv3/defenseRule:DefenseRule",
    why: "a ban shorter than the shortest",
    property: "config.rateLimit.ttl",
    inputs: {
      instanceId: "waf_v3-1",
      templateId: 1,
      defenseScene: "cc",
      defenseOrigin: "custom",
      ruleName: "logins",
      ruleStatus: 1,
      config: {
        ruleAction: "block",
        rateLimit: { target: "remote_addr", interval: 60, threshold: 20, ttl: 30 },
      },
    },
  },
  {
    token: "alicloud:dns/alidnsRecord:AlidnsRecord",
    why: "a status that records don't have",
    property: "status",
    inputs: { ...RECORD, status: "ON" },
  },
  {
    token: "alicloud:dns/alidnsRecord:AlidnsRecord",
    why: "a name that leads nowhere",
    property: "value",
    inputs: { domainName: "example.com", rr: "api", type: "A" },
  },
  {
    token: "alicloud:cdn/domainNew:DomainNew",
    why: "an origin of no known kind",
    property: "sources[0].type",
    inputs: {
      domainName: "pictures.example.com",
      cdnType: "web",
      sources: [{ type: "bucket", content: "pictures" }],
    },
  },
  {
    token: "alicloud:cdn/domainNew:DomainNew",
    why: "a region that delivery doesn't know by this name",
    property: "scope",
    inputs: {
      domainName: "pictures.example.com",
      cdnType: "web",
      scope: "china",
      sources: [{ type: "oss", content: "pictures.oss-cn-hangzhou.aliyuncs.com" }],
    },
  },
];

/** The same for clusters, messages and keys, and for what the stores are asked beyond the first mistakes. */
const WRONG_PLATFORM: readonly WrongInput[] = [
  {
    token: "alicloud:cs/managedKubernetes:ManagedKubernetes",
    why: "nodes' blocks larger than a cluster gives",
    property: "nodeCidrMask",
    inputs: { ...CLUSTER, nodeCidrMask: 23 },
  },
  {
    token: "alicloud:cs/managedKubernetes:ManagedKubernetes",
    why: "subnets and zones, of which one says where",
    property: "zoneIds",
    inputs: { ...CLUSTER, zoneIds: ["cn-hangzhou-k"] },
  },
  {
    token: "alicloud:cs/managedKubernetes:ManagedKubernetes",
    why: "a specification that isn't sold",
    property: "clusterSpec",
    inputs: { ...CLUSTER, clusterSpec: "ack.pro" },
  },
  {
    token: "alicloud:cs/nodePool:NodePool",
    why: "a disk smaller than the smallest",
    property: "dataDisks[0].size",
    inputs: { ...POOL, dataDisks: [{ category: "cloud_essd", size: 20 }] },
  },
  {
    token: "alicloud:cs/nodePool:NodePool",
    why: "a number of nodes for a pool that scales by itself",
    property: "scalingConfig",
    inputs: { ...POOL, nodeCount: "3", scalingConfig: { minSize: 2, maxSize: 6 } },
  },
  {
    token: "alicloud:amqp/instance:Instance",
    why: "a series that isn't sold",
    property: "instanceType",
    inputs: { instanceName: "hougu-prod", paymentType: "PayAsYouGo", instanceType: "standard" },
  },
  {
    token: "alicloud:amqp/exchange:Exchange",
    why: "a type as RabbitMQ itself writes it",
    property: "exchangeType",
    inputs: { ...EXCHANGE, exchangeType: "topic" },
  },
  {
    token: "alicloud:amqp/queue:Queue",
    why: "no virtual host",
    property: "virtualHostName",
    inputs: { instanceId: "amqp-cn-1", queueName: "comments" },
  },
  {
    token: "alicloud:kms/secret:Secret",
    why: "a kind of data that secrets don't have",
    property: "secretDataType",
    inputs: { secretName: "hougu-dev-data", versionId: "v1", secretData: "{}", secretDataType: "json" },
  },
  {
    token: "alicloud:kms/alias:Alias",
    why: "another name for no key",
    property: "keyId",
    inputs: { aliasName: "alias/hougu-dev-data" },
  },
  {
    token: "alicloud:kvstore/instance:Instance",
    why: "a payment in the words of other services",
    property: "paymentType",
    inputs: { instanceClass: "redis.shard.small.2.ce", engineVersion: "7.0", paymentType: "PayAsYouGo" },
  },
  {
    token: "alicloud:rds/account:Account",
    why: "an account of another system",
    property: "accountType",
    inputs: {
      dbInstanceId: "rm-1",
      accountName: "app",
      accountPassword: "Aa1_0123456789",
      accountType: "root",
    },
  },
  {
    token: "alicloud:rds/account:Account",
    why: "an account of no database",
    property: "dbInstanceId",
    inputs: { accountName: "app", accountPassword: "Aa1_0123456789" },
  },
  {
    token: "alicloud:oss/bucketHttpsConfig:BucketHttpsConfig",
    why: "neither with nor without",
    property: "enable",
    inputs: { bucket: "pictures", tlsVersions: ["TLSv1.2"] },
  },
];

/** Mistakes that people make; the real provider and `checkInputs` must refuse each. */
export const WRONG_ALICLOUD: readonly WrongInput[] = [...WRONG_MACHINES, ...WRONG_WAY_IN, ...WRONG_PLATFORM];

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

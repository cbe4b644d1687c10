import type { Localized } from "../../components/locale/localized.ts";
import type { FreeType, UnpricedType } from "./price.ts";

const reason = (en: string, zh: string): Localized => ({ en, zh });

/** Part of something else that is priced, or of a service that takes nothing for it. */
const GROUPS: readonly (readonly [Localized, readonly string[]])[] = [
  [
    reason("A setting of a balancer; the balancer itself is priced", "负载均衡的配置，费用计入实例"),
    [
      "alicloud:alb/listener:*",
      "alicloud:alb/rule:*",
      "alicloud:alb/securityPolicy:*",
      "alicloud:alb/serverGroup:*",
    ],
  ],
  [
    reason("A setting of a balancer; the balancer itself is priced", "负载均衡的配置，费用计入实例"),
    [
      "alicloud:nlb/listener:*",
      "alicloud:nlb/serverGroup:*",
      "alicloud:nlb/serverGroupServerAttachment:*",
      "alicloud:slb/listener:*",
      "alicloud:slb/serverGroup:*",
      "alicloud:slb/serverGroupServerAttachment:*",
    ],
  ],
  [
    reason(
      "An uploaded certificate; what an authority takes for it is paid there",
      "上传的证书；签发费用由证书机构收取",
    ),
    ["alicloud:cas/serviceCertificate:*"],
  ],
  [
    reason("A setting of a CDN domain; its traffic is priced", "CDN 域名的配置，费用计入流量"),
    ["alicloud:cdn/domainConfig:*"],
  ],
  [
    reason("The personal registry is free", "容器镜像服务个人版免费"),
    ["alicloud:cr/namespace:*", "alicloud:cr/repo:*"],
  ],
  [
    reason("Part of the registry's instance, which is priced", "费用计入镜像仓库实例"),
    [
      "alicloud:cr/vpcEndpointLinkedVpc:*",
      "alicloud:cs/registryEnterpriseNamespace:*",
      "alicloud:cs/registryEnterpriseRepo:*",
    ],
  ],
  [
    reason("An add-on runs on nodes, which are priced", "组件运行在节点上，费用计入节点"),
    ["alicloud:cs/kubernetesAddon:*"],
  ],
  [
    reason("Basic protection against DDoS comes with an address", "基础 DDoS 防护随公网 IP 免费提供"),
    ["alicloud:ddos/basicDefenseThreshold:*"],
  ],
  [
    reason(
      "A record of a zone, whose edition is bought outside this program",
      "解析记录；云解析版本在本程序之外购买",
    ),
    ["alicloud:dns/alidnsRecord:*"],
  ],
  [
    reason("Rules and groups of ECS are free", "ECS 的策略、分组与运维命令免费"),
    [
      "alicloud:ecs/autoSnapshotPolicy:*",
      "alicloud:ecs/command:*",
      "alicloud:ecs/ecsDeploymentSet:*",
      "alicloud:ecs/ecsInvocation:*",
      "alicloud:ecs/eipAssociation:*",
      "alicloud:ecs/ramRoleAttachment:*",
      "alicloud:ecs/securityGroup:*",
      "alicloud:ecs/securityGroupRule:*",
    ],
  ],
  [reason("Access management is free", "访问控制免费"), ["alicloud:ram/*"]],
  [reason("A name of a key, which is priced", "密钥别名，费用计入密钥"), ["alicloud:kms/alias:*"]],
  [
    reason("A container of log stores, which are priced", "日志库的容器，费用计入日志库"),
    ["alicloud:log/project:*", "alicloud:log/storeIndex:*"],
  ],
  [
    reason("Parameters of Operation Orchestration are free", "运维编排的参数免费"),
    ["alicloud:oos/parameter:*", "alicloud:oos/secretParameter:*"],
  ],
  [
    reason("A setting of a bucket, which is priced", "存储空间的配置，费用计入存储空间"),
    [
      "alicloud:oss/bucketAcl:*",
      "alicloud:oss/bucketArchiveDirectRead:*",
      "alicloud:oss/bucketHttpsConfig:*",
      "alicloud:oss/bucketPolicy:*",
      "alicloud:oss/bucketPublicAccessBlock:*",
    ],
  ],
  [
    reason("A setting of a private zone, which is priced", "内网解析的配置，费用计入 Zone"),
    ["alicloud:pvtz/zoneAttachment:*", "alicloud:pvtz/zoneRecord:*"],
  ],
  [
    reason("A setting of a database, which is priced", "数据库的配置，费用计入实例"),
    ["alicloud:rds/account:*", "alicloud:rds/accountPrivilege:*", "alicloud:rds/database:*"],
  ],
  [
    reason("Networks, subnets and their rules are free", "专有网络、交换机及其规则免费"),
    [
      "alicloud:vpc/hAVip:*",
      "alicloud:vpc/hAVipAttachment:*",
      "alicloud:vpc/network:*",
      "alicloud:vpc/snatEntry:*",
      "alicloud:vpc/switch:*",
    ],
  ],
  [
    reason("Images are kept in a registry, which is priced", "镜像存放在镜像仓库，费用计入仓库"),
    ["docker:index/image:*", "docker:index/remoteImage:*"],
  ],
  [reason("A bridge inside a machine", "主机内部的网桥"), ["docker:index/network:*"]],
  [reason("Lives in a cluster, whose nodes are priced", "运行在集群内，费用计入节点"), ["kubernetes:*"]],
  [
    reason("An object of vCenter without capacity of its own", "vCenter 中不占容量的对象"),
    [
      "vsphere:index/computeClusterVmAntiAffinityRule:*",
      "vsphere:index/customAttribute:*",
      "vsphere:index/datastoreClusterVmAntiAffinityRule:*",
      "vsphere:index/folder:*",
      "vsphere:index/resourcePool:*",
      "vsphere:index/tag:*",
      "vsphere:index/tagCategory:*",
    ],
  ],
  [reason("How the engine reaches a cloud", "引擎访问云平台的连接"), ["pulumi:*"]],
];

export const FREE_TYPES: readonly FreeType[] = GROUPS.flatMap(([why, types]) =>
  types.map((type) => ({ type, reason: why })),
);

export const UNPRICED_TYPES: readonly UnpricedType[] = [
  {
    type: "alicloud:wafv3/defenseRule:*",
    reason: reason(
      "Rules are charged in SeCU by kind; how many was not found for WAF 3.0",
      "规则按种类折算 SeCU；未找到 WAF 3.0 的折算表",
    ),
  },
  {
    type: "alicloud:wafv3/defenseTemplate:*",
    reason: reason(
      "Core templates are charged in SeCU; how many was not found",
      "防护模板按 SeCU 计费；未找到折算值",
    ),
  },
  {
    type: "alicloud:kms/secret:*",
    reason: reason("No published price of a managed secret was found", "未找到托管凭据的公开价格"),
  },
  {
    type: "alicloud:log/audit:*",
    reason: reason(
      "Charged as the logs that it collects: WAF's amount isn't in the usage file",
      "按所采集的日志量计费：用量文件未给出 WAF 日志量",
    ),
  },
  {
    type: "alicloud:rds/backupPolicy:*",
    reason: reason(
      "Half of a database's storage is free for backups; what is beyond isn't known before it is written",
      "备份空间的免费额度为存储空间的一半；超出部分在写入前未知",
    ),
  },
  {
    type: "alicloud:amqp/*",
    reason: reason(
      "No published price of managed RabbitMQ was found",
      "未找到消息队列 RabbitMQ 版的公开价格",
    ),
  },
  {
    type: "alicloud:ddos/*",
    reason: reason("Anti-DDoS Proxy is sold by contract", "DDoS 高防按合同报价"),
  },
];

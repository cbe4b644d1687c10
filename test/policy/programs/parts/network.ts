import * as t from "../../../../policy/types.ts";
import { type Part, ref, TAGS as tags } from "./part.ts";

const trust = (principal: object, condition?: object) =>
  JSON.stringify({
    Version: "1",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal, Condition: condition }],
  });
const ZONES = ["k", "j"];

/** Ways in, firewalls, names, roles and logs. */
export const NETWORK: readonly Part[] = [
  { type: t.LOG_PROJECT, name: "access", protect: true, props: { projectName: "access", tags } },
  {
    type: t.SECURITY_GROUP,
    name: "group",
    props: {
      vpcId: "vpc-1",
      securityGroupName: "group",
      description: "What reaches the edge",
      innerAccessPolicy: "Drop",
      tags,
    },
  },
  {
    type: t.SECURITY_GROUP_RULE,
    name: "vpn",
    props: {
      type: "ingress",
      ipProtocol: "tcp",
      portRange: "22/22",
      cidrIp: "10.8.0.0/24",
      description: "ssh from the VPN",
      securityGroupId: ref(t.SECURITY_GROUP, "group"),
    },
  },
  ...ZONES.map(
    (zone): Part => ({
      type: t.EIP,
      name: `entry-${zone}`,
      props: {
        addressName: `entry-${zone}`,
        bandwidth: "100",
        internetChargeType: "PayByTraffic",
        deletionProtection: true,
        tags,
      },
    }),
  ),
  {
    type: t.ALB,
    name: "api",
    props: {
      vpcId: "vpc-1",
      addressType: "Internet",
      addressAllocatedMode: "Fixed",
      loadBalancerName: "api",
      loadBalancerEdition: "StandardWithWaf",
      loadBalancerBillingConfig: { payType: "PayAsYouGo" },
      deletionProtectionEnabled: true,
      accessLogConfig: { logProject: ref(t.LOG_PROJECT, "access", "projectName"), logStore: "alb" },
      zoneMappings: ZONES.map((zone) => ({
        vswitchId: "vsw-1",
        zoneId: `cn-hangzhou-${zone}`,
        allocationId: ref(t.EIP, `entry-${zone}`),
      })),
      tags,
    },
  },
  {
    type: t.WAF_TEMPLATE,
    name: "core",
    props: {
      instanceId: "waf-1",
      defenseScene: "waf_base",
      defenseTemplateName: "core",
      templateOrigin: "custom",
      templateType: "user_custom",
      status: "1",
      resources: [ref(t.ALB, "api")],
    },
  },
  {
    type: t.ALB_SERVER_GROUP,
    name: "api",
    props: {
      serverGroupName: "api",
      vpcId: "vpc-1",
      protocol: "HTTP",
      healthCheckConfig: { healthCheckEnabled: true },
      stickySessionConfig: { stickySessionEnabled: false },
      tags,
    },
  },
  {
    type: t.ALB_SECURITY_POLICY,
    name: "api",
    props: {
      securityPolicyName: "api",
      tlsVersions: ["TLSv1.2", "TLSv1.3"],
      ciphers: ["ECDHE-ECDSA-AES128-GCM-SHA256"],
      tags,
    },
  },
  ...(["HTTP", "HTTPS"] as const).map(
    (listenerProtocol): Part => ({
      type: t.ALB_LISTENER,
      name: listenerProtocol.toLowerCase(),
      props: {
        loadBalancerId: ref(t.ALB, "api"),
        listenerPort: listenerProtocol === "HTTP" ? 80 : 443,
        listenerProtocol,
        defaultActions: [
          { type: "ForwardGroup", forwardGroupConfig: { serverGroupTuples: [{ serverGroupId: "sgp-1" }] } },
        ],
        ...(listenerProtocol === "HTTPS"
          ? { securityPolicyId: "tls_cipher_policy_1_2", certificates: { certificateId: "1-cn-hangzhou" } }
          : {}),
        tags,
      },
    }),
  ),
  {
    type: t.ALB_RULE,
    name: "to-https",
    props: {
      listenerId: ref(t.ALB_LISTENER, "http"),
      ruleName: "to-https",
      priority: 1,
      ruleConditions: [{ type: "Path", pathConfig: { values: ["/*"] } }],
      ruleActions: [
        { order: 1, type: "Redirect", redirectConfig: { protocol: "HTTPS", port: "443", httpCode: "308" } },
      ],
    },
  },
  {
    type: t.NLB,
    name: "ws",
    props: {
      vpcId: "vpc-1",
      addressType: "Internet",
      loadBalancerName: "ws",
      deletionProtectionConfig: { enabled: true },
      zoneMappings: ZONES.map((zone) => ({ vswitchId: "vsw-1", zoneId: `cn-hangzhou-${zone}` })),
      tags,
    },
  },
  {
    type: t.NLB_SERVER_GROUP,
    name: "ws",
    props: { vpcId: "vpc-1", serverGroupName: "ws", healthCheck: { healthCheckEnabled: true }, tags },
  },
  {
    type: t.CLB,
    name: "inner",
    props: {
      addressType: "intranet",
      loadBalancerName: "inner",
      vswitchId: "vsw-1",
      masterZoneId: "cn-hangzhou-k",
      slaveZoneId: "cn-hangzhou-j",
      deleteProtection: "on",
      tags,
    },
  },
  {
    type: t.CLB_LISTENER,
    name: "inner",
    props: {
      loadBalancerId: ref(t.CLB, "inner"),
      frontendPort: 443,
      protocol: "tcp",
      bandwidth: -1,
      healthCheck: "on",
    },
  },
  ...[
    ["api", "A", "203.0.113.10"],
    ["@", "CAA", '0 issue "digicert.com"'],
  ].map(
    ([rr, type, value]): Part => ({
      type: t.DNS_RECORD,
      name: `${type}`,
      props: { domainName: "example.com", rr, type, value, ttl: 600 },
    }),
  ),
  {
    type: t.RAM_ROLE,
    name: "edge",
    props: {
      roleName: "edge",
      assumeRolePolicyDocument: trust({ Service: ["ecs.aliyuncs.com"] }),
      maxSessionDuration: 3600,
      tags,
    },
  },
  {
    type: t.RAM_ROLE,
    name: "pods",
    props: {
      roleName: "pods",
      assumeRolePolicyDocument: trust(
        { Federated: ["acs:ram::1:oidc-provider/ack"] },
        { StringEquals: { "oidc:sub": "system:serviceaccount:artist:api", "oidc:aud": "sts.aliyuncs.com" } },
      ),
      tags,
    },
  },
  {
    type: t.RAM_POLICY,
    name: "pictures",
    props: {
      policyName: "pictures",
      policyDocument: JSON.stringify({
        Version: "1",
        Statement: [
          { Effect: "Allow", Action: ["oss:GetObject"], Resource: ["acs:oss:*:*:hougu-pictures/*"] },
        ],
      }),
      tags,
    },
  },
  {
    type: t.RAM_ROLE_POLICY,
    name: "pictures",
    props: { policyName: "pictures", policyType: "Custom", roleName: "edge" },
  },
  {
    type: t.LOG_STORE,
    name: "alb",
    protect: true,
    props: {
      projectName: ref(t.LOG_PROJECT, "access", "projectName"),
      logstoreName: "alb",
      retentionPeriod: 180,
    },
  },
  {
    type: t.LOG_AUDIT,
    name: "audit",
    props: {
      aliuid: "1234567890123456",
      displayName: "audit",
      variableMap: { waf_enabled: "true", waf_ttl: "180", rds_enabled: "true" },
    },
  },
  {
    type: t.BROKER,
    name: "brokers",
    props: {
      instanceName: "brokers",
      paymentType: "PayAsYouGo",
      serverlessChargeType: "provisioned",
      edition: "dedicated",
      provisionedCapacity: 2000,
      vpcId: "vpc-1",
      vswitchIds: ["vsw-1"],
      securityGroupId: "sg-1",
      supportEip: false,
      tags,
    },
  },
  {
    type: t.BROKER_PERMISSION,
    name: "app",
    props: {
      instanceId: ref(t.BROKER, "brokers"),
      vhost: "artist",
      userName: "app",
      configure: "^$",
      write: ".*",
      read: ".*",
    },
  },
  {
    type: t.COMMAND,
    name: "await",
    props: {
      name: "await",
      type: "RunShellScript",
      commandContent: Buffer.from("systemctl is-active rabbitmq-server\n").toString("base64"),
    },
  },
];

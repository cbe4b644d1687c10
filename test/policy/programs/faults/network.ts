import * as t from "../../../../policy/types.ts";
import { type Fault, faults } from "./fault.ts";

const policy = (statement: object) => JSON.stringify({ Version: "1", Statement: [statement] });

export const NETWORK_FAULTS: readonly Fault[] = [
  ...faults(
    "database-clients",
    [t.DATABASE, "open to everybody", { securityIps: ["0.0.0.0/0"] }],
    [t.DATABASE_READER, "open to half of the internet", { securityIps: ["128.0.0.0/1"] }],
    [t.DATABASE, "open to whom the service chooses", { securityIps: undefined }],
  ),
  ...faults("cache-clients", [t.CACHE, "open to everybody", { securityIps: ["10.0.0.0/24", "0.0.0.0/0"] }]),
  ...faults(
    "stores-inside-vpc",
    [t.DATABASE, "in no VPC", { vswitchId: undefined }],
    [t.CACHE, "with an address of its own", { enablePublic: true }],
    [t.BROKER, "on the internet", { supportEip: true, maxEipTps: "1000" }],
  ),
  ...faults("security-group-isolation", [
    t.SECURITY_GROUP,
    "all among themselves",
    { innerAccessPolicy: "Accept" },
  ]),
  ...faults("firewall-rules-described", [
    t.SECURITY_GROUP_RULE,
    "for nobody knows what",
    { description: undefined },
  ]),
  ...faults(
    "bucket-acl-private",
    [t.BUCKET_ACL, "read by everybody", { acl: "public-read" }],
    [t.BUCKET, "written by everybody, in the older way", { acl: "public-read-write" }],
  ),
  ...faults("bucket-public-access-blocked", [t.BUCKET, "without a block", { bucket: "hougu-bare" }]),
  ...faults("bucket-policy-not-public", [
    t.BUCKET_POLICY,
    "read by everybody",
    {
      policy: policy({
        Effect: "Allow",
        Action: ["oss:GetObject"],
        Principal: ["*"],
        Resource: ["acs:oss:*:*:x/*"],
      }),
    },
  ]),
  ...faults(
    "public-balancer-behind-waf",
    [t.ALB, "of an edition without", { loadBalancerEdition: "Standard" }],
    [t.ALB, "to which no template is bound", { loadBalancerName: "bare" }],
    [t.ALB_CONFIG, "of an edition without", { "spec.config.edition": "Standard" }],
  ),
  ...faults("classic-balancer-internal", [t.CLB, "on the internet", { addressType: "internet" }]),
  ...faults(
    "plain-http-only-redirects",
    [t.ALB_LISTENER, "that answers", { listenerPort: 8080 }, { name: "http" }],
    [t.INGRESS, "that answers", { "metadata.annotations": {} }],
  ),
  ...faults("kubernetes-api-private", [t.CLUSTER, "on the internet", { slbInternetEnabled: true }]),
  ...faults(
    "services-inside",
    [t.SERVICE, "with a balancer of its own", { "spec.type": "LoadBalancer" }],
    [t.SERVICE, "on every node", { "spec.type": "NodePort" }],
    [t.SERVICE, "that takes somebody's address", { "spec.externalIPs": ["203.0.113.9"] }],
  ),
  ...faults("default-deny", [t.NAMESPACE, "of no policy", { "metadata.name": "bare" }]),
  ...faults("authorities-named", [t.DNS_RECORD, "in another zone", { domainName: "example.org" }]),
];

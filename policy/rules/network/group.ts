import type { RuleGroup } from "../../rule.ts";
import { authoritiesNamed } from "./authorities-named.ts";
import { bucketAclPrivate } from "./bucket-acl-private.ts";
import { bucketPolicyNotPublic } from "./bucket-policy-not-public.ts";
import { bucketPublicAccessBlocked } from "./bucket-public-access-blocked.ts";
import { cacheClients } from "./cache-clients.ts";
import { classicBalancerInternal } from "./classic-balancer-internal.ts";
import { databaseClients } from "./database-clients.ts";
import { defaultDeny } from "./default-deny.ts";
import { firewallRulesDescribed } from "./firewall-rules-described.ts";
import { kubernetesApiPrivate } from "./kubernetes-api-private.ts";
import { noOpenIngress } from "./no-open-ingress.ts";
import { noPortForwarding } from "./no-port-forwarding.ts";
import { noPublicAddressInside } from "./no-public-address-inside.ts";
import { plainHttpOnlyRedirects } from "./plain-http-only-redirects.ts";
import { publicBalancerBehindWaf } from "./public-balancer-behind-waf.ts";
import { securityGroupIsolation } from "./security-group-isolation.ts";
import { servicesInside } from "./services-inside.ts";
import { storesInsideVpc } from "./stores-inside-vpc.ts";

export const NETWORK: RuleGroup = {
  id: "network",
  title: { en: "Network exposure", zh: "网络暴露" },
  rules: [
    noOpenIngress,
    noPublicAddressInside,
    noPortForwarding,
    databaseClients,
    cacheClients,
    storesInsideVpc,
    securityGroupIsolation,
    firewallRulesDescribed,
    bucketAclPrivate,
    bucketPublicAccessBlocked,
    bucketPolicyNotPublic,
    publicBalancerBehindWaf,
    classicBalancerInternal,
    plainHttpOnlyRedirects,
    kubernetesApiPrivate,
    servicesInside,
    defaultDeny,
    authoritiesNamed,
  ],
};

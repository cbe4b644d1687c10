import { Listener } from "@pulumi/alicloud/alb/listener.js";
import { LoadBalancer } from "@pulumi/alicloud/alb/loadBalancer.js";
import { Rule } from "@pulumi/alicloud/alb/rule.js";
import { SecurityPolicy } from "@pulumi/alicloud/alb/securityPolicy.js";
import { ServerGroup } from "@pulumi/alicloud/alb/serverGroup.js";
import { ServiceCertificate } from "@pulumi/alicloud/cas/serviceCertificate.js";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { twoZones } from "./two-zones.ts";

/** Balancers at layer 7, with TLS, rules and servers. @param changed after some changes in place */
async function alb(changed: boolean): Promise<void> {
  const { opts, vpcId, zones } = twoZones("alb", 61);
  const tags = { owner: changed ? "platform" : "edge" };
  const balancer = new LoadBalancer(
    "alb",
    {
      loadBalancerName: changed ? "api-renamed" : "api",
      loadBalancerEdition: "Standard",
      vpcId,
      addressType: "Intranet",
      addressAllocatedMode: "Fixed",
      // Named, since the provider takes a zone with an address for another than one without.
      zoneMappings: zones.map((zone, index) => ({ ...zone, intranetAddress: `10.61.${index}.100` })),
      loadBalancerBillingConfig: { payType: "PayAsYouGo" },
      deletionProtectionEnabled: false,
      tags,
    },
    opts,
  );
  const group = new ServerGroup(
    "alb",
    {
      serverGroupName: "api",
      vpcId,
      protocol: "HTTP",
      serverGroupType: "Ip",
      servers: (changed ? [10, 12] : [10, 11]).map((host) => ({
        serverType: "Ip",
        serverId: `10.61.0.${host}`,
        serverIp: `10.61.0.${host}`,
        port: 8080,
        weight: 100,
        description: `edge-${host}`,
      })),
      scheduler: changed ? "Wrr" : "Wlc",
      stickySessionConfig: { stickySessionEnabled: false },
      healthCheckConfig: {
        healthCheckEnabled: true,
        healthCheckProtocol: "HTTP",
        healthCheckMethod: "GET",
        healthCheckHttpVersion: "HTTP1.1",
        healthCheckPath: "/health",
        healthCheckCodes: ["http_2xx"],
        healthCheckConnectPort: 8080,
        healthCheckInterval: changed ? 4 : 2,
        healthCheckTimeout: 3,
        healthyThreshold: 3,
        unhealthyThreshold: 3,
      },
      connectionDrainConfig: { connectionDrainEnabled: true, connectionDrainTimeout: 30 },
      upstreamKeepaliveEnabled: true,
      tags,
    },
    opts,
  );
  const certificate = new ServiceCertificate(
    "alb",
    { certificateName: "alb", cert: "CERTIFICATE", key: "KEY", tags },
    opts,
  );
  const policy = new SecurityPolicy(
    "alb",
    {
      securityPolicyName: "alb",
      tlsVersions: changed ? ["TLSv1.3"] : ["TLSv1.2", "TLSv1.3"],
      ciphers: [...(changed ? [] : ["ECDHE-RSA-AES128-GCM-SHA256"]), "TLS_AES_128_GCM_SHA256"],
      // The provider doesn't ask for a policy's tags when it creates one.
      ...(changed ? { tags } : {}),
    },
    opts,
  );
  const forward = {
    type: "ForwardGroup",
    forwardGroupConfig: { serverGroupTuples: [{ serverGroupId: group.id }] },
  };
  const https = new Listener(
    "https",
    {
      loadBalancerId: balancer.id,
      listenerProtocol: "HTTPS",
      listenerPort: 443,
      listenerDescription: "api",
      certificates: { certificateId: certificate.id },
      securityPolicyId: policy.id,
      http2Enabled: true,
      gzipEnabled: true,
      requestTimeout: changed ? 50 : 60,
      idleTimeout: 60,
      xForwardedForConfig: {
        xForwardedForEnabled: true,
        xForwardedForProcessingMode: "append",
        xForwardedForProtoEnabled: true,
      },
      defaultActions: [forward],
      tags,
    },
    opts,
  );
  const http = new Listener(
    "http",
    {
      loadBalancerId: balancer.id,
      listenerProtocol: "HTTP",
      listenerPort: 80,
      listenerDescription: "to https",
      defaultActions: [forward],
      tags,
    },
    opts,
  );
  new Rule(
    "to-https",
    {
      listenerId: http.id,
      ruleName: "to-https",
      priority: 1,
      ruleConditions: [{ type: "Path", pathConfig: { values: ["/*"] } }],
      ruleActions: [
        {
          type: "Redirect",
          order: 1,
          redirectConfig: { protocol: "HTTPS", port: "443", host: "api.example.com", httpCode: "308" },
        },
      ],
    },
    opts,
  );
  new Rule(
    "no-health",
    {
      listenerId: https.id,
      ruleName: "no-health",
      priority: 10,
      ruleConditions: [{ type: "Path", pathConfig: { values: ["/health"] } }],
      ruleActions: [
        {
          type: "FixedResponse",
          order: 1,
          fixedResponseConfig: {
            httpCode: changed ? "403" : "404",
            contentType: "text/plain",
            content: "not found",
          },
        },
      ],
    },
    opts,
  );
  new Rule(
    "api",
    {
      listenerId: https.id,
      ruleName: "api",
      priority: 20,
      ruleConditions: [
        { type: "Host", hostConfig: { values: ["api.example.com"] } },
        { type: "Header", headerConfig: { key: "x-edge", values: ["1"] } },
      ],
      ruleActions: [
        {
          type: "ForwardGroup",
          order: 2,
          forwardGroupConfig: { serverGroupTuples: [{ serverGroupId: group.id, weight: 100 }] },
        },
        {
          type: "InsertHeader",
          order: 1,
          insertHeaderConfig: { key: "x-from", value: "alb", valueType: "UserDefined" },
        },
      ],
    },
    opts,
  );
}

export const albProgram: PulumiFn = () => alb(false);
export const albChanged: PulumiFn = () => alb(true);

import { Listener } from "@pulumi/alicloud/alb/listener.js";
import type { LoadBalancer } from "@pulumi/alicloud/alb/loadBalancer.js";
import { Rule } from "@pulumi/alicloud/alb/rule.js";
import { SecurityPolicy } from "@pulumi/alicloud/alb/securityPolicy.js";
import type { ServerGroup } from "@pulumi/alicloud/alb/serverGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import { HTTP_PORT, HTTPS_PORT } from "../edge/nginx.ts";
import type { ApplicationBalancerArgs } from "./application-balancer.ts";
import { uploadCertificate } from "./certificate.ts";

/** TLS 1.2 with forward secrecy and authenticated encryption, and all of TLS 1.3: what Nginx has (nginx-configuration.ts) as far as ALB does. */
const CIPHERS = [
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
];
const TLS_VERSIONS = ["TLSv1.2", "TLSv1.3"];

/** wx.request gives up after 60 s by itself; Nginx waits as long for a Tomcat. */
const REQUEST_TIMEOUT_SECONDS = 60;
/** Between two requests of a phone. WebSockets that come this way must ping within it. */
const IDLE_TIMEOUT_SECONDS = 60;

/** HTTPS for the API, and HTTP that leads to it. */
export function createListeners(
  parent: pulumi.Resource,
  name: string,
  args: ApplicationBalancerArgs,
  balancer: LoadBalancer,
  edges: ServerGroup,
): void {
  const forward = {
    type: "ForwardGroup",
    forwardGroupConfig: { serverGroupTuples: [{ serverGroupId: edges.id }] },
  };
  const https = createHttps(parent, name, args, balancer, forward);
  const http = new Listener(
    `${name}-http`,
    {
      loadBalancerId: balancer.id,
      listenerProtocol: "HTTP",
      listenerPort: HTTP_PORT,
      listenerDescription: args.labels.physicalName(`${name}-http`),
      // Never taken: the rule below catches every path. A listener must have one.
      defaultActions: [forward],
      tags: args.labels.tags(args.miniProgram),
    },
    { parent },
  );
  new Rule(
    `${name}-to-https`,
    {
      listenerId: http.id,
      ruleName: args.labels.physicalName(`${name}-to-https`),
      priority: 1,
      ruleConditions: [{ type: "Path", pathConfig: { values: ["/*"] } }],
      ruleActions: [
        {
          type: "Redirect",
          order: 1,
          redirectConfig: {
            protocol: "HTTPS",
            port: String(HTTPS_PORT),
            // Of its own name only: another one in the request leads nowhere.
            host: args.domain,
            // 308 keeps the method: a POST stays one.
            httpCode: "308",
          },
        },
      ],
    },
    { parent },
  );
  createRules(parent, name, args, https, edges);
}

function createHttps(
  parent: pulumi.Resource,
  name: string,
  args: ApplicationBalancerArgs,
  balancer: LoadBalancer,
  forward: Record<string, unknown> & { readonly type: string },
): Listener {
  const { labels, miniProgram } = args;
  const certificate = uploadCertificate(parent, `${name}-tls`, args);
  const policy = new SecurityPolicy(
    name,
    {
      securityPolicyName: labels.physicalName(name),
      tlsVersions: TLS_VERSIONS,
      ciphers: CIPHERS,
      tags: labels.tags(miniProgram),
    },
    { parent },
  );
  return new Listener(
    `${name}-https`,
    {
      loadBalancerId: balancer.id,
      listenerProtocol: "HTTPS",
      listenerPort: HTTPS_PORT,
      listenerDescription: labels.physicalName(`${name}-https`),
      certificates: { certificateId: certificate.id },
      securityPolicyId: policy.id,
      http2Enabled: true,
      gzipEnabled: true,
      requestTimeout: REQUEST_TIMEOUT_SECONDS,
      idleTimeout: IDLE_TIMEOUT_SECONDS,
      xForwardedForConfig: {
        // Appended: Nginx takes the last address that is no balancer's, so what a client writes itself counts for nothing.
        xForwardedForEnabled: true,
        xForwardedForProcessingMode: "append",
        xForwardedForProtoEnabled: true,
      },
      // For any other name the edges answer 404.
      defaultActions: [forward],
      tags: labels.tags(miniProgram),
    },
    { parent },
  );
}

/** What the listener does by itself, in order of priority. */
function createRules(
  parent: pulumi.Resource,
  name: string,
  { labels, domain }: ApplicationBalancerArgs,
  https: Listener,
  edges: ServerGroup,
): void {
  new Rule(
    `${name}-no-health`,
    {
      listenerId: https.id,
      ruleName: labels.physicalName(`${name}-no-health`),
      priority: 10,
      // Tomcat's own health is for neighbours.
      ruleConditions: [{ type: "Path", pathConfig: { values: ["/health"] } }],
      ruleActions: [
        {
          type: "FixedResponse",
          order: 1,
          fixedResponseConfig: { httpCode: "404", contentType: "text/plain", content: "not found" },
        },
      ],
    },
    { parent },
  );
  new Rule(
    `${name}-api`,
    {
      listenerId: https.id,
      ruleName: labels.physicalName(`${name}-api`),
      priority: 20,
      ruleConditions: [{ type: "Host", hostConfig: { values: [domain] } }],
      ruleActions: [
        {
          type: "ForwardGroup",
          order: 1,
          forwardGroupConfig: { serverGroupTuples: [{ serverGroupId: edges.id, weight: 100 }] },
        },
      ],
    },
    { parent },
  );
}

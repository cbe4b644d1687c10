import type { MiniProgramName } from "../../config/environment.ts";
import { labelsFor } from "../labels.ts";
import type { KubernetesObject } from "../objects.ts";
import type { Workload } from "./workload.ts";

/** The class and the AlbConfig behind it: both mini-programs share one load balancer. */
export const ALB_CLASS = "alb";
/** Who looks after Ingresses of the class. */
export const ALB_CONTROLLER = "ingress.k8s.alibabacloud/alb";

/** A WebSocket sleeps between two pictures; the app's own ping comes each half minute. */
const IDLE_SECONDS = 60;

/**
 * The way in: public paths of a mini-program on its host name, TLS alone. The certificate isn't named: the controller takes
 * the one for the host from Certificate Management Service, which renews it.
 */
export function ingress(
  miniProgram: MiniProgramName,
  host: string,
  workloads: readonly Workload[],
  tags: Readonly<Record<string, string>>,
): KubernetesObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: {
      name: "public",
      namespace: miniProgram,
      labels: labelsFor(miniProgram, "public", tags),
      annotations: {
        "alb.ingress.kubernetes.io/listen-ports": JSON.stringify([{ HTTP: 80 }, { HTTPS: 443 }]),
        "alb.ingress.kubernetes.io/ssl-redirect": "true",
        "alb.ingress.kubernetes.io/healthcheck-enabled": "true",
        "alb.ingress.kubernetes.io/healthcheck-path": "/readyz",
        "alb.ingress.kubernetes.io/healthcheck-protocol": "HTTP",
        "alb.ingress.kubernetes.io/idle-timeout": String(IDLE_SECONDS),
      },
    },
    spec: {
      ingressClassName: ALB_CLASS,
      tls: [{ hosts: [host] }],
      rules: [
        {
          host,
          http: {
            paths: workloads.flatMap(({ name, facts }) =>
              facts.publicPath === undefined
                ? []
                : [
                    {
                      path: facts.publicPath,
                      pathType: "Prefix" as const,
                      backend: { service: { name, port: { name: "http" } } },
                    },
                  ],
            ),
          },
        },
      ],
    },
  };
}

/** The class of Ingresses, which leads the controller to the AlbConfig of the same name. */
export function ingressClass(tags: Readonly<Record<string, string>>): KubernetesObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "IngressClass",
    metadata: { name: ALB_CLASS, labels: labelsFor("platform", ALB_CLASS, tags) },
    spec: {
      controller: ALB_CONTROLLER,
      parameters: { apiGroup: "alibabacloud.com", kind: "AlbConfig", name: ALB_CLASS, scope: "Cluster" },
    },
  };
}

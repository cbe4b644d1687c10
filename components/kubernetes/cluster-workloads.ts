import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { labelsFor } from "./labels.ts";
import type { KubernetesObject } from "./objects.ts";
import { placeObject, STAGES } from "./place-object.ts";
import { ALB_CLASS } from "./workloads/ingress.ts";

/** A Secret of a namespace: values by key. */
export interface SecretRequest {
  readonly namespace: string;
  readonly name: string;
  readonly values: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The load balancer in front of the cluster. */
export interface BalancerRequest {
  /** Name in the console. */
  readonly name: string;
  /** vSwitch of each zone that it stands in, two or more. */
  readonly vswitchIds: readonly pulumi.Input<string>[];
}

/** What {@link ClusterWorkloads} are made of. */
export interface ClusterWorkloadsArgs {
  /** In an order in which they can be made. */
  readonly objects: readonly KubernetesObject[];
  readonly secrets: readonly SecretRequest[];
  /**
   * What must be there before a pod is: its roles, the names of those that it calls. The options' `dependsOn` reaches no
   * child of a component.
   */
  readonly after?: readonly pulumi.Resource[] | undefined;
  /** Absent where nobody outside calls the cluster. */
  readonly balancer?: BalancerRequest | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Everything that runs in a cluster: rendered objects, placed in stages, and what can't be plain (Secrets, the AlbConfig). */
export class ClusterWorkloads extends pulumi.ComponentResource {
  /** Public name of the load balancer, for a CNAME record. */
  readonly balancerName: pulumi.Output<string> | undefined;

  constructor(name: string, args: ClusterWorkloadsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:kubernetes:ClusterWorkloads", name, {}, opts);
    const placed = new Placed(this, name);
    for (const resource of args.after ?? []) placed.add(undefined, resource);
    placeStage(placed, args, 0);
    const balancer = args.balancer && createBalancer(this, name, args.balancer, args.tags);
    if (balancer) placed.add(undefined, balancer);
    for (const secret of args.secrets) placed.add(secret.namespace, createSecret(placed, secret, args.tags));
    for (const stage of [1, 2, 3] as const) placeStage(placed, args, stage);
    this.balancerName = balancer && dnsNameOf(balancer);
    this.registerOutputs(this.balancerName ? { balancerName: this.balancerName } : {});
  }
}

/** What has been placed, by namespace: what comes later waits for it. */
class Placed {
  readonly parent: pulumi.Resource;
  readonly prefix: string;
  readonly #byNamespace = new Map<string | undefined, pulumi.Resource[]>();

  constructor(parent: pulumi.Resource, prefix: string) {
    this.parent = parent;
    this.prefix = prefix;
  }

  add(namespace: string | undefined, resource: pulumi.Resource): void {
    this.#byNamespace.set(namespace, [...(this.#byNamespace.get(namespace) ?? []), resource]);
  }

  /** Those of the namespace, and those of none. */
  before(namespace: string | undefined): pulumi.Resource[] {
    const clusterWide = this.#byNamespace.get(undefined) ?? [];
    return namespace === undefined
      ? clusterWide
      : [...clusterWide, ...(this.#byNamespace.get(namespace) ?? [])];
  }
}

function placeStage(placed: Placed, { objects }: ClusterWorkloadsArgs, stage: number): void {
  const made = objects
    .filter(({ kind }) => STAGES[kind] === stage)
    .map((object) => {
      const namespace = homeOf(object);
      const resource = placeObject(logicalName(placed.prefix, object), object, {
        parent: placed.parent,
        // A namespace is its own home, and waits for nothing.
        dependsOn: stage === 0 ? [] : placed.before(namespace),
      });
      return { namespace, resource };
    });
  for (const { namespace, resource } of made) placed.add(namespace, resource);
}

/** The namespace by which others wait for an object. */
function homeOf({ kind, metadata }: KubernetesObject): string | undefined {
  if (kind === "Namespace") return metadata.name;
  return (metadata as { readonly namespace?: string }).namespace;
}

/** e.g. `cluster-artist-api`, told apart by type. A ConfigMap's digest is part of it: another is another resource. */
function logicalName(prefix: string, { kind, metadata }: KubernetesObject): string {
  const { namespace, name } = metadata as { readonly namespace?: string; readonly name: string };
  const kindOfCustom = CUSTOM_KINDS[kind];
  return [prefix, namespace, name, kindOfCustom].filter((part) => part !== undefined).join("-");
}

/** Custom resources share neither token nor name: one Deployment has a ScaledObject and a VerticalPodAutoscaler. */
const CUSTOM_KINDS: Partial<Record<KubernetesObject["kind"], string>> = {
  ScaledObject: "scaling",
  VerticalPodAutoscaler: "sizing",
  TriggerAuthentication: "sign-in",
};

function createSecret(
  placed: Placed,
  { namespace, name, values }: SecretRequest,
  tags: Readonly<Record<string, string>>,
): Secret {
  return new Secret(
    `${placed.prefix}-${namespace}-${name}`,
    {
      metadata: { namespace, name, labels: labelsFor(namespace, name, tags) },
      type: "Opaque",
      stringData: pulumi.secret(values),
    },
    { parent: placed.parent, dependsOn: placed.before(namespace) },
  );
}

/**
 * ALB's own object (alibabacloud.com/v1): its CRD comes with the add-on. Both mini-programs' Ingresses are its rules.
 * https://www.alibabacloud.com/help/en/ack/serverless-kubernetes/user-guide/configure-an-albconfig
 */
function createBalancer(
  parent: pulumi.Resource,
  name: string,
  { name: balancerName, vswitchIds }: BalancerRequest,
  tags: Readonly<Record<string, string>>,
): CustomResource {
  return new CustomResource(
    `${name}-balancer`,
    {
      apiVersion: "alibabacloud.com/v1",
      kind: "AlbConfig",
      metadata: { name: ALB_CLASS, labels: labelsFor("platform", ALB_CLASS, tags) },
      spec: {
        config: {
          name: balancerName,
          addressType: "Internet",
          // What the internet asks is read by the account's WAF first.
          edition: "StandardWithWaf",
          zoneMappings: vswitchIds.map((vSwitchId) => ({ vSwitchId })),
          tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
        },
        listeners: [
          { port: 80, protocol: "HTTP" },
          // No version of TLS below 1.2.
          { port: 443, protocol: "HTTPS", securityPolicyId: "tls_cipher_policy_1_2_strict_with_1_3" },
        ],
      },
    },
    { parent },
  );
}

/** Known when the controller has made it. */
function dnsNameOf(balancer: CustomResource): pulumi.Output<string> {
  const { status } = balancer as unknown as {
    readonly status?: pulumi.Output<{ readonly loadBalancer?: { readonly dnsname?: string } } | undefined>;
  };
  return pulumi.output(status).apply((value) => value?.loadBalancer?.dnsname ?? "");
}

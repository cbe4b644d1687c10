import { Namespace } from "@pulumi/alicloud/cr/namespace.js";
import { RegistryEnterpriseInstance } from "@pulumi/alicloud/cr/registryEnterpriseInstance.js";
import { Repo } from "@pulumi/alicloud/cr/repo.js";
import { VpcEndpointLinkedVpc } from "@pulumi/alicloud/cr/vpcEndpointLinkedVpc.js";
import { RegistryEnterpriseNamespace } from "@pulumi/alicloud/cs/registryEnterpriseNamespace.js";
import { RegistryEnterpriseRepo } from "@pulumi/alicloud/cs/registryEnterpriseRepo.js";
import * as pulumi from "@pulumi/pulumi";
import type { ImageSettings } from "../config/images.ts";
import type { Labels } from "../naming/labels.ts";

/** What an {@link ImageRegistry} is made of. */
export interface ImageRegistryArgs {
  readonly labels: Labels;
  readonly region: string;
  readonly edition: ImageSettings["registry"];
  /** Names of the repositories. */
  readonly repositories: readonly string[];
  /** Where an instance of one's own is reached from. */
  readonly vpcId: pulumi.Input<string>;
  readonly vswitchId: pulumi.Input<string>;
  readonly protect: boolean;
}

/** Months for which an instance is bought at once; it is sold by subscription alone. */
const MONTHS = 12;

/** Where images are kept: Alibaba Cloud's Container Registry, a namespace for the environment, a private repository for each app. */
export class ImageRegistry extends pulumi.ComponentResource {
  /** Host name of the registry, as builders outside the VPC reach it. */
  readonly server: string;
  readonly #namespace: string;

  constructor(name: string, args: ImageRegistryArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:images:ImageRegistry", name, {}, opts);
    const { labels, region, edition } = args;
    this.#namespace = labels.physicalName("apps");
    if (edition === "personal") createPersonal(this, name, this.#namespace, args);
    else createEnterprise(this, name, this.#namespace, args);
    this.server =
      edition === "personal"
        ? `registry.${region}.aliyuncs.com`
        : `${instanceName(labels)}-registry.${region}.cr.aliyuncs.com`;
    this.registerOutputs({ server: this.server });
  }

  /** Full name of a repository. */
  repository(app: string): string {
    return `${this.server}/${this.#namespace}/${app}`;
  }
}

function instanceName(labels: Labels): string {
  return labels.physicalName("images");
}

/**
 * The provider marks both types as deprecated and names the enterprise edition's in their place, which want an instance that
 * is bought by the year. The personal edition has no other API: what ends with these types is the edition in Pulumi, and dev
 * then takes `registry: enterprise`, or makes namespace and repositories in the console.
 */
function createPersonal(
  parent: pulumi.Resource,
  name: string,
  namespaceName: string,
  { repositories }: ImageRegistryArgs,
): void {
  const namespace = new Namespace(
    name,
    // A push of a mistyped name must not make a repository, and never a public one.
    { name: namespaceName, autoCreate: false, defaultVisibility: "PRIVATE" },
    { parent },
  );
  for (const app of repositories) {
    new Repo(
      `${name}-${app}`,
      { namespace: namespace.name, name: app, summary: `Images of ${app}`, repoType: "PRIVATE" },
      { parent },
    );
  }
}

function createEnterprise(
  parent: pulumi.Resource,
  name: string,
  namespaceName: string,
  { labels, repositories, vpcId, vswitchId, protect }: ImageRegistryArgs,
): void {
  const instance = new RegistryEnterpriseInstance(
    name,
    {
      instanceName: instanceName(labels),
      instanceType: "Basic",
      paymentType: "Subscription",
      period: MONTHS,
      renewPeriod: MONTHS,
      renewalStatus: "AutoRenewal",
      imageScanner: "ACR",
      tags: labels.tags("platform"),
    },
    { parent, ...(protect ? { protect, retainOnDelete: true } : {}) },
  );
  const namespace = new RegistryEnterpriseNamespace(
    name,
    { instanceId: instance.id, name: namespaceName, autoCreate: false, defaultVisibility: "PRIVATE" },
    { parent },
  );
  for (const app of repositories) {
    new RegistryEnterpriseRepo(
      `${name}-${app}`,
      {
        instanceId: instance.id,
        namespace: namespace.name,
        name: app,
        summary: `Images of ${app}`,
        repoType: "PRIVATE",
        // A tag that was released stays what it was.
        tagImmutability: true,
      },
      { parent },
    );
  }
  new VpcEndpointLinkedVpc(
    name,
    {
      instanceId: instance.id,
      vpcId,
      vswitchId,
      moduleName: "Registry",
      // Hosts find it under its name, without the internet.
      enableCreateDnsRecordInPvzt: true,
    },
    { parent },
  );
}

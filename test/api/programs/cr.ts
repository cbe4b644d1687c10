import * as alicloud from "@pulumi/alicloud";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";

/** Both kinds of registries: the personal one, and an enterprise's with a VPC linked to it. */
function registries(summary: string): PulumiFn {
  return async () => {
    const options = { provider: new alicloud.Provider("api", { region: "cn-hangzhou", protocol: "HTTP" }) };
    const personal = new alicloud.cr.Namespace(
      "personal",
      { name: "hougu", autoCreate: false, defaultVisibility: "PRIVATE" },
      options,
    );
    new alicloud.cr.Repo(
      "personal-api",
      { namespace: personal.name, name: "api", summary, repoType: "PRIVATE", detail: "what it is" },
      options,
    );
    const vpc = new alicloud.vpc.Network("vpc", { vpcName: "hougu", cidrBlock: "10.0.0.0/8" }, options);
    const vswitch = new alicloud.vpc.Switch(
      "vswitch",
      { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", zoneId: "cn-hangzhou-k" },
      options,
    );
    const instance = new alicloud.cr.RegistryEnterpriseInstance(
      "registry",
      {
        instanceName: "hougu-registry",
        instanceType: "Basic",
        paymentType: "Subscription",
        period: 1,
        renewalStatus: "AutoRenewal",
        renewPeriod: 1,
      },
      options,
    );
    const namespace = new alicloud.cs.RegistryEnterpriseNamespace(
      "namespace",
      { instanceId: instance.id, name: "hougu", autoCreate: false, defaultVisibility: "PRIVATE" },
      options,
    );
    new alicloud.cs.RegistryEnterpriseRepo(
      "api",
      {
        instanceId: instance.id,
        namespace: namespace.name,
        name: "api",
        summary,
        repoType: "PRIVATE",
      },
      options,
    );
    new alicloud.cr.VpcEndpointLinkedVpc(
      "link",
      {
        instanceId: instance.id,
        vpcId: vpc.id,
        vswitchId: vswitch.id,
        moduleName: "Registry",
        enableCreateDnsRecordInPvzt: true,
      },
      options,
    );
  };
}

export const crProgram = registries("the API");

/** The same with repositories that say something else about themselves. */
export const changed = registries("the API of the artists");

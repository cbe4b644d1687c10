import { Provider as AlicloudProvider } from "@pulumi/alicloud/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { Provider as VsphereProvider } from "@pulumi/vsphere/provider.js";
import type { Environment, Secrets } from "../config/environment.ts";
import { providerProtocol } from "../config/provider-protocol.ts";

/** Connections to the platforms that an environment uses; never the engine's default ones. */
export interface Providers {
  readonly alicloud?: pulumi.ProviderResource;
  readonly vsphere?: pulumi.ProviderResource;
}

/**
 * Makes them from the configuration. Alibaba Cloud's credentials come from the provider's own environment variables
 * (ALICLOUD_ACCESS_KEY and the like, or a RAM role), so that no state ever holds them.
 */
export function createProviders(
  environment: Environment,
  secrets: Pick<Secrets, "vspherePassword">,
): Providers {
  const { region, vsphere, miniPrograms } = environment;
  const password = secrets.vspherePassword;
  const protocol = providerProtocol(process.env);
  return {
    ...(miniPrograms.some(({ platform, dns }) => platform === "alicloud" || dns !== undefined)
      ? { alicloud: new AlicloudProvider("alicloud", { region, ...(protocol && { protocol }) }) }
      : {}),
    ...(vsphere && password
      ? {
          vsphere: new VsphereProvider("vsphere", {
            vsphereServer: vsphere.server,
            user: vsphere.user,
            password,
            allowUnverifiedSsl: vsphere.allowUnverifiedTls,
          }),
        }
      : {}),
  };
}

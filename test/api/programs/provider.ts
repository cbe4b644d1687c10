import { Provider } from "@pulumi/alicloud/provider.js";
import type { CustomResourceOptions } from "@pulumi/pulumi";

/** The provider that a trial's environment leads to the sandbox, which speaks HTTP. */
export function onTheSandbox(): CustomResourceOptions {
  // Not every version of the package declares the argument.
  const args = { region: "cn-hangzhou", protocol: "HTTP" };
  return { provider: new Provider("sandbox", args) };
}

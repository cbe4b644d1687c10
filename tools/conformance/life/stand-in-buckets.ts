import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Provider } from "@pulumi/alicloud/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";

/**
 * The version under which the sandbox's plugin stands beside the real one: the program asks for it by name, so the engine
 * never takes it for another.
 */
const VERSION = "3.0.1";
const PROVIDER = "pulumi:providers:alicloud";
const BUCKETS = /^alicloud:oss\//;

/** Puts the sandbox's own plugin beside the real one. */
export function installBesides(plugin: string, pulumiHome: string): void {
  const folder = join(pulumiHome, "plugins", `resource-alicloud-v${VERSION}`);
  mkdirSync(folder, { recursive: true });
  symlinkSync(plugin, join(folder, "pulumi-resource-alicloud"));
}

/**
 * A program whose Alibaba Cloud provider talks HTTP, as an API on the loopback interface does.
 * @param bucketsAside the checking build's client for OSS is a stub: buckets then go through the sandbox's own plugin,
 * which is on the same cloud
 */
export function onLocalApi(
  program: PulumiFn,
  { region, bucketsAside }: { readonly region: string; readonly bucketsAside: boolean },
): PulumiFn {
  return async () => {
    const aside = bucketsAside ? new Provider("buckets", { region }, { version: VERSION }) : undefined;
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
      if (type === PROVIDER) return { props: { ...props, protocol: "HTTP" }, opts };
      if (aside && BUCKETS.test(type)) return { props, opts: { ...opts, provider: aside } };
      return undefined;
    });
    return program();
  };
}

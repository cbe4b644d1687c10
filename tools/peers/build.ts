/**
 * `npm run build:peers`: builds OpenTofu and Alibaba Cloud's Terraform provider from their Go modules into the cache,
 * once; a quarter of an hour on two cores. The provider's module needs the replacements of the checking build's.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judgeSources } from "../conformance/judge-source.ts";
import { goBuild } from "../go-build.ts";
import { providerIn, tofuIn } from "./cache.ts";

async function buildTofu(): Promise<void> {
  const folder = join(import.meta.dirname, "opentofu");
  await goBuild(tofuIn(process.env), folder, "-mod=readonly", "github.com/opentofu/opentofu/cmd/tofu");
}

async function buildProvider(): Promise<void> {
  const output = providerIn(process.env);
  if (existsSync(output)) return;
  const sources = judgeSources(process.env);
  if (sources === undefined) throw new Error("HOUGU_CONFORMANCE names no folder with the provider's module");
  // A copy: a build with the provider's own main package adds to go.sum what serving Terraform takes.
  const folder = mkdtempSync(join(tmpdir(), "hougu-peers-"));
  try {
    for (const part of ["alicloud", "facts"])
      cpSync(join(sources, part), join(folder, part), { recursive: true });
    const target = "github.com/aliyun/terraform-provider-alicloud";
    await goBuild(output, join(folder, "alicloud"), "-mod=mod", target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await buildTofu();
await buildProvider();

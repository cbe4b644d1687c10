/**
 * `npm run build:peers`: builds OpenTofu and Alibaba Cloud's Terraform provider from their Go modules into the cache,
 * once; a quarter of an hour on two cores. The provider's module needs the replacements of the checking build's.
 */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { judgeSources } from "../conformance/judge-source.ts";
import { providerIn, tofuIn } from "./cache.ts";

async function buildTofu(): Promise<void> {
  await build(tofuIn(process.env), join(import.meta.dirname, "opentofu"), [
    "-mod=readonly",
    "github.com/opentofu/opentofu/cmd/tofu",
  ]);
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
    await build(output, join(folder, "alicloud"), [
      "-mod=mod",
      "github.com/aliyun/terraform-provider-alicloud",
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function build(output: string, folder: string, args: readonly string[]): Promise<void> {
  if (existsSync(output)) return;
  mkdirSync(dirname(output), { recursive: true });
  const draft = `${output}.${process.pid}`;
  console.log(`${output}: building`);
  await new Promise<void>((resolve, reject) => {
    const [mode = "", target = ""] = args;
    const child = spawn("nice", ["go", "build", "-trimpath", mode, "-ldflags=-s -w", "-o", draft, target], {
      cwd: folder,
      env: { ...process.env, GOTOOLCHAIN: "local", GOWORK: "off" },
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go build ended with ${code}`));
    });
  });
  renameSync(draft, output);
}

await buildTofu();
await buildProvider();

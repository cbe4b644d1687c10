/**
 * `npm run build:kubernetes-judges`: builds a real kube-apiserver and Pulumi's real Kubernetes provider from their Go
 * modules into the cache, once. Half an hour on two cores; tests that want them skip with the reason until then, and no
 * test builds them.
 */
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { moduleFolder } from "../kubernetes-facts/go-module.ts";
import { DEFINITIONS, KUBERNETES } from "../kubernetes-facts/sources.ts";
import { apiServerFolder, cachedApiServer, cachedProvider, providerFolder } from "./cache.ts";

async function buildApiServer(): Promise<void> {
  const folder = apiServerFolder(process.env);
  const definitions = join(folder, "definitions");
  mkdirSync(definitions, { recursive: true });
  for (const { module, version, files } of DEFINITIONS) {
    const source = moduleFolder(module, version);
    for (const file of files) copyFileSync(join(source, file), join(definitions, basename(file)));
  }
  const executable = join(folder, "kube-apiserver");
  if (existsSync(executable)) return;
  const [major = "", minor = ""] = KUBERNETES.version.slice(1).split(".");
  const stamp = (name: string, value: string): string => `-X k8s.io/component-base/version.${name}=${value}`;
  const flags = [stamp("gitVersion", KUBERNETES.version), stamp("gitMajor", major), stamp("gitMinor", minor)];
  await goBuild("kube-apiserver", "k8s.io/kubernetes/cmd/kube-apiserver", flags, executable);
}

async function buildProvider(): Promise<void> {
  mkdirSync(providerFolder(process.env), { recursive: true });
  const executable = join(providerFolder(process.env), "pulumi-resource-kubernetes");
  if (existsSync(executable)) return;
  // The engine asks for the version of the program's SDK.
  const { version } = createRequire(import.meta.url)("@pulumi/kubernetes/package.json") as {
    version: string;
  };
  const stamp = "github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version.Version";
  await goBuild("provider", ".", [`-X ${stamp}=v${version}`], executable);
}

function goBuild(module: string, target: string, stamps: readonly string[], output: string): Promise<void> {
  const draft = `${output}.${process.pid}`;
  console.log(`${output}: building`);
  const args = [
    "go",
    "build",
    "-trimpath",
    "-mod=readonly",
    `-ldflags=-s -w ${stamps.join(" ")}`,
    "-o",
    draft,
    target,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn("nice", args, {
      cwd: join(import.meta.dirname, module),
      env: { ...process.env, GOTOOLCHAIN: "local", GOWORK: "off" },
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code !== 0) return reject(new Error(`go build ended with ${code}`));
      renameSync(draft, output);
      resolve();
    });
  });
}

await buildApiServer();
await buildProvider();
console.log(cachedApiServer(process.env)?.executable);
console.log(cachedProvider(process.env));

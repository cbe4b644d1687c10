/**
 * What stands where the engine looks for a provider plugin: `node launcher.ts <provider> <version> <home> <engine>`.
 * It asks the sandbox's process for a provider, tells the engine its port, and lives as long as the engine does.
 */
import { chosenKubeconfig } from "../plugin/kubernetes/api-server/switch.ts";
import type { ProviderName } from "../plugin/provider.ts";
import { SandboxClient } from "./client.ts";

/** An engine that was killed tells nobody: its child gets another parent, which is looked at this often. */
const PARENT_MS = 500;

const [name, version, home] = process.argv.slice(2);
if (name === undefined || version === undefined || home === undefined) {
  throw new Error("usage: launcher.ts <provider> <version> <home>");
}
const parent = process.ppid;
// The engine hands its environment down: each run chooses for itself, whichever process of the sandbox serves it.
const kubeconfig = name === "kubernetes" ? chosenKubeconfig(process.env) : undefined;
const client = await SandboxClient.at(home);
const { port } = await client.ask("provider", {
  name: name as ProviderName,
  version,
  ...(kubeconfig && { kubeconfig }),
});
process.stdout.write(`${port}\n`);
setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, PARENT_MS);
await client.closed();
// Without the process there is no provider: the engine sees its plugin end.
process.exit(1);

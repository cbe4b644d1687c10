import path from "node:path";
import type { Environment } from "../../components/config/environment.ts";
import { prepareSandbox } from "../../sandbox/home.ts";
import type { ProviderName } from "../../sandbox/plugin/provider.ts";
import { SandboxClient } from "../../sandbox/process/client.ts";
import type { CloudObject, Inventory } from "../recovery/inventory.ts";
import type { ReadyEngine } from "./engine.ts";
import { checkSandboxKubeconfig } from "./sandbox-kubeconfig.ts";
import { vcentersOf } from "./sandbox-vcenter.ts";
import type { Target } from "./target.ts";

/** The embedded cloud, as far as an operation needs it. */
export interface SandboxAccess {
  /** Variables for every call of the engine, its own included. */
  readonly env: Readonly<Record<string, string>>;
  readonly inventory: Inventory;
}

/**
 * Makes the sandbox of HOUGU_HOME ready for a stack: its vCenter has what the configuration names.
 * @throws Failure `usage` when a real API server was asked for that can't be meant
 */
export async function sandboxAt(
  target: Target,
  environment: Environment,
  engine: ReadyEngine,
): Promise<SandboxAccess> {
  await checkSandboxKubeconfig(process.env);
  const home = path.join(target.home, "sandbox");
  const { env } = await prepareSandbox(home, { vcenters: vcentersOf(environment) });
  return { env: { ...engine.env, ...env }, inventory: inventoryOf(home, environment) };
}

function inventoryOf(home: string, { region, vsphere, images }: Environment): Inventory {
  /** Where a provider's calls go, as its configuration in the program says. */
  const regions: Readonly<Record<ProviderName, readonly string[]>> = {
    alicloud: [region],
    vsphere: [vsphere?.server ?? ""],
    // Each Docker daemon has its own; what is in a registry every one of them shows.
    docker: images?.dockerHosts.map(({ url }) => url) ?? [],
    // What a cluster has and no state is found again by its name: a server-side apply adopts it.
    kubernetes: [],
  };
  return {
    settled: () => withClient(home, async (client) => void (await client.ask("settled", {}))),
    list: (type) =>
      withClient(home, async (client): Promise<readonly CloudObject[]> => {
        const provider = providerOf(type, regions);
        if (provider === undefined) return [];
        const found = new Map<string, CloudObject>();
        for (const region of regions[provider]) {
          const { resources, hiddenInputs } = await client.ask("list", { provider, region, type });
          for (const resource of resources) found.set(resource.id, { ...resource, hiddenInputs });
        }
        return [...found.values()];
      }),
  };
}

function providerOf(type: string, known: Readonly<Record<ProviderName, unknown>>): ProviderName | undefined {
  return (Object.keys(known) as ProviderName[]).find((name) => type.startsWith(`${name}:`));
}

async function withClient<T>(home: string, work: (client: SandboxClient) => Promise<T>): Promise<T> {
  const client = await SandboxClient.at(home);
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

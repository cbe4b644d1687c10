import {
  addonsOf,
  CATALOGUE,
  type InstalledAddon,
  USUAL_ADDON_VERSION,
} from "../../../cloud/alicloud/ack-addon.ts";
import { type CloudObject, records, type Value } from "../../../cloud/object.ts";
import type { Call, Route } from "../../action.ts";
import { taken, text, withoutBlanks } from "../../fields.ts";
import { ApiError } from "../../problem.ts";
import { CLUSTER, clusterIn } from "./cluster.ts";
import { accepted, taskOn } from "./task.ts";

const ADDON = "alicloud:ackAddon";

async function installedIn(call: Call, cluster: CloudObject): Promise<readonly InstalledAddon[]> {
  return addonsOf(cluster, await call.all(ADDON));
}

async function addonOf(call: Call, cluster: CloudObject, name: string): Promise<InstalledAddon> {
  const found = (await installedIn(call, cluster)).find((addon) => addon.name === name);
  if (found) return found;
  throw new ApiError(404, "AddonNotFound", `The add-on is not found. (${name})`);
}

/**
 * What is done to some add-ons at once is one task, which ends with the last of them.
 * @param items where a request may have them; the SDKs send the list alone
 */
async function each(
  call: Call,
  items: string,
  kind: string,
  work: (item: Readonly<Record<string, Value>>, cluster: CloudObject) => Promise<string | undefined>,
) {
  const cluster = await clusterIn(call);
  let last: string | undefined;
  for (const item of call.parameters.records(items) ?? call.parameters.records("body") ?? []) {
    const fields = taken(item, {
      name: text("name"),
      component_name: text("name"),
      version: text("version"),
      next_version: text("version"),
      config: text("config"),
    });
    last = (await work(withoutBlanks(fields), cluster)) ?? last;
  }
  const target = last === undefined ? cluster : { type: ADDON, id: last };
  return accepted(cluster.id, taskOn(kind, cluster.id, target));
}

const install = (call: Call) =>
  each(call, "body", "addon_install", async (item, cluster) => {
    const { id } = await call.create(ADDON, { ...item, clusterId: cluster.id });
    return id;
  });

/** Changes an add-on, or what the cluster says of one that it was born with. */
async function change(
  call: Call,
  cluster: CloudObject,
  name: string,
  changes: Readonly<Record<string, Value>>,
): Promise<string | undefined> {
  const { builtIn } = await addonOf(call, cluster, name);
  if (!builtIn) {
    const { id } = await call.modify(ADDON, `${cluster.id}:${name}`, changes);
    return id;
  }
  const addons = records(cluster.attributes, "addons").map((addon) =>
    addon.name === name ? { ...addon, ...changes } : addon,
  );
  await call.modify(CLUSTER, cluster.id, { addons });
  return undefined;
}

const upgrade = (call: Call) =>
  each(call, "body", "addon_upgrade", ({ name, ...changes }, cluster) =>
    change(call, cluster, String(name), changes),
  );

const uninstall = (call: Call) =>
  each(call, "addons", "addon_uninstall", async ({ name }, cluster) => {
    const { builtIn } = await addonOf(call, cluster, String(name));
    const id = `${cluster.id}:${name}`;
    if (!builtIn) {
      await call.remove(ADDON, id);
      return id;
    }
    const addons = records(cluster.attributes, "addons").filter((addon) => addon.name !== name);
    await call.modify(CLUSTER, cluster.id, { addons });
    return undefined;
  });

async function instance(call: Call) {
  const cluster = await clusterIn(call);
  const { name, version, config, state } = await addonOf(call, cluster, call.parameters.required("Name"));
  return { name, version, state, config };
}

function inCatalogue(name: string, version: string): Record<string, Value> {
  return {
    name,
    version,
    architecture: ["amd64", "arm64"],
    install_by_default: false,
    managed: false,
    config_schema: "{}",
    supported_actions: ["Install", "Upgrade", "Modify", "Uninstall"],
  };
}

/** What can be installed: for a cluster, also what it has from elsewhere. */
async function list(call: Call) {
  const clusterId = call.parameters.text("cluster_id") ?? "";
  const installed = clusterId === "" ? [] : await installedIn(call, await call.need(CLUSTER, clusterId));
  const names = new Set([...CATALOGUE, ...installed.map(({ name }) => name)]);
  return { addons: [...names].map((name) => inCatalogue(name, USUAL_ADDON_VERSION)) };
}

/** An add-on as the catalogue has it. Of versions it knows the usual one and the one that is installed. */
async function describe(call: Call) {
  const { parameters } = call;
  const name = parameters.required("Name");
  const clusterId = parameters.text("cluster_id") ?? "";
  const cluster = clusterId === "" ? undefined : await call.need(CLUSTER, clusterId);
  const installed = cluster && (await installedIn(call, cluster)).find((addon) => addon.name === name);
  const version = parameters.text("version") || installed?.version || USUAL_ADDON_VERSION;
  const isKnown = version === USUAL_ADDON_VERSION || version === installed?.version;
  if (!(CATALOGUE.has(name) || installed) || !isKnown) {
    throw new ApiError(404, "AddonNotFound", `The catalogue has no such add-on. (${name} ${version})`);
  }
  return { ...inCatalogue(name, version), newer_versions: [] };
}

async function configure(call: Call) {
  const cluster = await clusterIn(call);
  await change(call, cluster, call.parameters.required("Name"), {
    config: call.parameters.required("config"),
  });
  return {};
}

/** How far changes of add-ons have come, by name. */
async function progress(call: Call) {
  const cluster = await clusterIn(call);
  const names = call.parameters.list("componentIds") ?? [];
  const installed = (await installedIn(call, cluster)).filter(({ name }) => names.includes(name));
  return Object.fromEntries(
    installed.map(({ name, version, state }) => [
      name,
      {
        addon_info: { component_name: name, version },
        can_upgrade: false,
        tasks: { status: state === "active" ? "Success" : "Running" },
      },
    ]),
  );
}

export const ADDON_ROUTES: readonly Route[] = [
  { method: "GET", path: "/addons", name: "ListAddons", action: list },
  { method: "GET", path: "/addons/{Name}", name: "DescribeAddon", action: describe },
  {
    method: "GET",
    path: "/clusters/{ClusterId}/addon_instances",
    name: "ListClusterAddonInstances",
    action: async (call) => ({
      addons: (await installedIn(call, await clusterIn(call))).map(({ name, version, state }) => ({
        name,
        version,
        state,
      })),
    }),
  },
  {
    method: "GET",
    path: "/clusters/{ClusterId}/addon_instances/{Name}",
    name: "GetClusterAddonInstance",
    action: instance,
  },
  {
    method: "POST",
    path: "/clusters/{ClusterId}/components/install",
    name: "InstallClusterAddons",
    action: install,
  },
  {
    method: "POST",
    path: "/clusters/{ClusterId}/components/upgrade",
    name: "UpgradeClusterAddons",
    action: upgrade,
  },
  {
    method: "POST",
    path: "/clusters/{ClusterId}/components/uninstall",
    name: "UnInstallClusterAddons",
    action: uninstall,
  },
  {
    method: "POST",
    path: "/clusters/{ClusterId}/components/{Name}/config",
    name: "ModifyClusterAddon",
    action: configure,
  },
  {
    method: "GET",
    path: "/clusters/{ClusterId}/components/upgradestatus",
    name: "DescribeClusterAddonsUpgradeStatus",
    action: progress,
  },
];

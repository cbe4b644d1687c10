import { type Attributes, type CloudObject, isRecord, records, text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { OF_CLUSTER } from "./ack.ts";

/** What an add-on is installed in when no version is asked for. */
export const USUAL_ADDON_VERSION = "v1.0.0";

/** Add-ons that ACK's catalogue has, as far as this program installs them. */
export const CATALOGUE: ReadonlySet<string> = new Set([
  "ack-alibaba-cloud-metrics-adapter",
  "ack-keda",
  "ack-pod-identity-webhook",
  "ack-vertical-pod-autoscaler",
  "alb-ingress-controller",
  "arms-prometheus",
  "csi-plugin",
  "csi-provisioner",
  "metrics-server",
  "terway-eniip",
]);

export const ackAddon: ResourceType = {
  type: "alicloud:ackAddon",
  service: "Cs",
  actions: {
    create: "InstallClusterAddons",
    describe: "GetClusterAddonInstance",
    modify: "UpgradeClusterAddons",
    remove: "UnInstallClusterAddons",
  },
  id: (addon) => `${text(addon, "clusterId")}:${text(addon, "name")}`,
  notFound: { code: "AddonNotFound", message: "The add-on is not found." },
  references: [OF_CLUSTER],
  unique: [
    {
      attributes: ["clusterId", "name"],
      taken: { code: "AddonAlreadyInstalled", message: "The add-on is installed already." },
    },
  ],
  lifecycle: {
    attribute: "state",
    begins: "initial",
    becomes: "active",
    seconds: 60,
    ends: "deleting",
    endSeconds: 30,
  },
  check(wanted, look) {
    const name = text(wanted, "name");
    if (!CATALOGUE.has(name)) look.refuse("AddonNotFound", `The catalogue has no such add-on. (${name})`);
    const config = text(wanted, "config");
    if (config !== "" && !isJsonObject(config)) {
      look.refuse("InvalidParameter", `The configuration of an add-on is a JSON object. (${name})`);
    }
  },
  complete: (wanted) => ({ version: wanted.version ?? USUAL_ADDON_VERSION, required: false }),
};

/** An add-on in a cluster. */
export interface InstalledAddon {
  readonly name: string;
  readonly version: string;
  readonly config: string;
  readonly state: string;
  /** It came with the cluster, and is nothing of its own. */
  readonly builtIn: boolean;
}

/** The add-ons of a cluster: those that it was born with, and those that were installed later. */
export function addonsOf(cluster: CloudObject, installed: readonly CloudObject[]): readonly InstalledAddon[] {
  const own = installed
    .filter(({ attributes }) => attributes.clusterId === cluster.id)
    .map(({ attributes }) => addonFrom(attributes, text(attributes, "state"), false));
  const state = cluster.attributes.state === "running" ? "active" : "initial";
  const born = records(cluster.attributes, "addons")
    .filter(({ disabled, name }) => disabled !== true && !own.some((addon) => addon.name === name))
    .map((addon) => addonFrom(addon, state, true));
  return [...born, ...own];
}

function addonFrom(addon: Attributes, state: string, builtIn: boolean): InstalledAddon {
  const version = text(addon, "version") || USUAL_ADDON_VERSION;
  return { name: text(addon, "name"), version, config: text(addon, "config"), state, builtIn };
}

function isJsonObject(config: string): boolean {
  try {
    return isRecord(JSON.parse(config));
  } catch {
    return false;
  }
}

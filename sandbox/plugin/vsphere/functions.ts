import { type Attributes, type CloudObject, text, texts } from "../../cloud/object.ts";
import type { FunctionMapping } from "../mapping.ts";
import { findOne, type Kind, pathOf, theOnly, under } from "./finder.ts";
import { machineReport } from "./machine-report.ts";

const CLUSTER: Kind = { type: "vsphere:cluster", word: "cluster", root: "host" };
const RESOURCE_POOL: Kind = { type: "vsphere:resourcePool", word: "resource pool", root: "host" };
const DATASTORE: Kind = { type: "vsphere:datastore", word: "datastore", root: "datastore" };
const DATASTORE_CLUSTER: Kind = {
  type: "vsphere:datastoreCluster",
  word: "datastore cluster",
  root: "datastore",
};
const NETWORK: Kind = { type: "vsphere:network", word: "network", root: "network" };
const HOST: Kind = { type: "vsphere:host", word: "host", root: "host" };
const MACHINE: Kind = { type: "vsphere:virtualMachine", word: "vm", root: "vm" };

/** The provider's functions that look things up. */
export const VSPHERE_FUNCTIONS: readonly FunctionMapping[] = [
  {
    token: "vsphere:index/getDatacenter:getDatacenter",
    run: (args, inquiry) =>
      under("error fetching datacenter", async () => {
        const name = text(args, "name");
        const all = await inquiry.search("vsphere:datacenter");
        if (name !== "") {
          const path = name.startsWith("/") ? name : `/${name}`;
          return found(
            args,
            theOnly(
              all.filter((one) => pathOf(one) === path),
              "datacenter",
              name,
            ),
          );
        }
        const [first] = all;
        if (first === undefined) throw new Error("no default datacenter found");
        if (all.length > 1)
          throw new Error("default datacenter resolves to multiple instances, please specify");
        return found(args, first);
      }),
  },
  {
    token: "vsphere:index/getComputeCluster:getComputeCluster",
    run: (args, inquiry) =>
      under("error loading cluster", async () => {
        const cluster = await findOne(CLUSTER, args, inquiry);
        return { ...found(args, cluster), resourcePoolId: text(cluster.attributes, "resourcePoolId") };
      }),
  },
  {
    token: "vsphere:index/getResourcePool:getResourcePool",
    run: async (args, inquiry) => {
      if (text(args, "name") === "") throw new Error("name cannot be empty when using vCenter");
      return under("error fetching resource pool", async () =>
        found(args, await findOne(RESOURCE_POOL, args, inquiry)),
      );
    },
  },
  {
    token: "vsphere:index/getDatastore:getDatastore",
    run: (args, inquiry) =>
      under("error fetching datastore", async () => found(args, await findOne(DATASTORE, args, inquiry))),
  },
  {
    token: "vsphere:index/getDatastoreCluster:getDatastoreCluster",
    run: (args, inquiry) =>
      under("error loading datastore cluster", async () =>
        found(args, await findOne(DATASTORE_CLUSTER, args, inquiry)),
      ),
  },
  {
    token: "vsphere:index/getNetwork:getNetwork",
    run: (args, inquiry) =>
      under("error fetching network", async () => {
        const uuid = text(args, "distributedVirtualSwitchUuid");
        if (uuid !== "")
          throw new Error(`could not find DVS with UUID "${uuid}": the sandbox has standard switches only`);
        const network = await findOne(NETWORK, args, inquiry);
        return { ...found(args, network), type: text(network.attributes, "type") };
      }),
  },
  {
    token: "vsphere:index/getHost:getHost",
    run: (args, inquiry) =>
      under("error fetching host", async () => {
        const host =
          text(args, "name") === ""
            ? await onlyHost(args, inquiry.search)
            : await findOne(HOST, args, inquiry);
        const cluster = await inquiry.get("vsphere:cluster", text(host.attributes, "computeClusterId"));
        return { ...found(args, host), resourcePoolId: text(cluster?.attributes ?? {}, "resourcePoolId") };
      }),
  },
  {
    token: "vsphere:index/getFolder:getFolder",
    run: (args, inquiry) =>
      under("cannot locate folder", async () => {
        const path = text(args, "path");
        if (!path.startsWith("/")) throw new Error("please specify a datacenter");
        const all = await inquiry.search("vsphere:folder");
        return found(
          args,
          theOnly(
            all.filter((one) => pathOf(one) === path),
            "folder",
            path,
          ),
        );
      }),
  },
  {
    token: "vsphere:index/getTag:getTag",
    run: async (args, inquiry) => {
      const [name, categoryId] = [text(args, "name"), text(args, "categoryId")];
      const category = await inquiry.get("vsphere:tagCategory", categoryId);
      if (!category) throw new Error(`could not get tag for name "${name}": 404 Not Found: ${categoryId}`);
      const tags = await inquiry.search("vsphere:tag");
      const tag = tags.find(
        ({ attributes }) => attributes.categoryId === categoryId && attributes.name === name,
      );
      if (!tag) throw new Error(`tag name "${name}" not found in category ID "${categoryId}"`);
      return { ...found(args, tag), description: text(tag.attributes, "description") };
    },
  },
  {
    token: "vsphere:index/getTagCategory:getTagCategory",
    run: async (args, inquiry) => {
      const name = text(args, "name");
      const category = (await inquiry.search("vsphere:tagCategory")).find(
        ({ attributes }) => attributes.name === name,
      );
      if (!category) throw new Error(`category name "${name}" not found`);
      return {
        ...found(args, category),
        associableTypes: texts(category.attributes, "associableTypes"),
        cardinality: text(category.attributes, "cardinality"),
        description: text(category.attributes, "description"),
      };
    },
  },
  {
    token: "vsphere:index/getCustomAttribute:getCustomAttribute",
    run: async (args, inquiry) => {
      const fields = await inquiry.search("vsphere:customAttribute");
      const field = fields.find(({ attributes }) => attributes.name === args.name);
      if (!field) throw new Error("key name not found");
      return { ...found(args, field), managedObjectType: text(field.attributes, "managedObjectType") };
    },
  },
  {
    token: "vsphere:index/getVirtualMachine:getVirtualMachine",
    run: (args, inquiry) =>
      under("error fetching virtual machine", async () =>
        machineReport(args, await findOne(MACHINE, args, inquiry)),
      ),
  },
];

/** The provider answers with what it was asked, and the id. */
function found(args: Attributes, { id }: CloudObject): Attributes {
  return { ...args, id };
}

/** The host that is meant when nobody names one. */
async function onlyHost(
  args: Attributes,
  search: (type: string) => Promise<readonly CloudObject[]>,
): Promise<CloudObject> {
  const all = (await search("vsphere:host")).filter(
    ({ attributes }) => attributes.datacenterId === args.datacenterId,
  );
  const [first] = all;
  if (first === undefined) throw new Error("no default host found");
  if (all.length > 1) throw new Error("default host resolves to multiple instances, please specify");
  return first;
}

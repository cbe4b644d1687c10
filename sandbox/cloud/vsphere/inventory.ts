import type { Attributes, CloudObject } from "../object.ts";
import { CLUSTER_DATASTORES, CLUSTER_HOSTS, DATASTORE_GIB, HOST, TEMPLATE } from "./capacity.ts";
import { FOLDER_PREFIXES } from "./folder.ts";
import { type FolderKind, splitPath } from "./inventory-path.ts";
import { shares } from "./machine-shares.ts";
import { derivedMoref, derivedUuid } from "./moref.ts";

/** What stands in a vCenter before any program runs, by the names and paths that a stack's configuration knows. */
export interface VcenterInventory {
  /** Host name or address of the vCenter. */
  readonly server: string;
  readonly datacenter: string;
  readonly cluster: string;
  /** A path: `<cluster>/Resources`, or a pool below it. */
  readonly resourcePool: string;
  readonly datastore: string;
  readonly portGroup: string;
  readonly template: string;
  readonly datastoreCluster?: string;
  /** Datastores beside these, by name. */
  readonly otherDatastores?: readonly string[];
}

/** An object whose vCenter isn't said yet. */
type Furniture = Omit<CloudObject, "scope">;

/**
 * The objects of a vCenter that no call creates. The same names give the same objects with the same ids, so furnishing
 * twice changes nothing, and two stacks on one vCenter share what they have in common. Nothing of it is seen from another
 * vCenter, whatever the names there.
 */
export function furnishings(names: VcenterInventory): CloudObject[] {
  return inventoryOf(names).map((one) => ({ ...one, scope: names.server }));
}

function inventoryOf(names: VcenterInventory): Furniture[] {
  const { server } = names;
  // A real one is `group-d1` in every vCenter; here one store holds them all.
  const rootFolder = derivedMoref(FOLDER_PREFIXES.datacenter, [server]);
  const root = object("folder", rootFolder, { name: "Datacenters", type: "datacenter", path: "" });
  const place = folders(server, "datacenter", "", rootFolder, names.datacenter);
  const datacenterId = derivedMoref("datacenter-", [server, names.datacenter]);
  const datacenter = object("datacenter", datacenterId, { name: place.name, parentId: place.folderId });
  const roots = (["vm", "host", "datastore", "network"] as const).map((kind) => rootOf(kind, datacenterId));
  return [
    root,
    ...place.folders,
    datacenter,
    ...roots,
    ...compute(names, datacenterId),
    ...storage(names, datacenterId),
    ...(names.otherDatastores ?? []).flatMap((path) => standingAlone(path, datacenterId)),
    ...portGroup(names, datacenterId),
    ...template(names, datacenterId),
  ];
}

function compute({ cluster, resourcePool }: VcenterInventory, datacenterId: string): Furniture[] {
  const place = folders(datacenterId, "host", datacenterId, rootId("host", datacenterId), cluster);
  const clusterId = clusterIdOf(cluster, datacenterId);
  const rootPool = derivedMoref("resgroup-", [clusterId]);
  return [
    ...place.folders,
    object("cluster", clusterId, {
      name: place.name,
      parentId: place.folderId,
      datacenterId,
      resourcePoolId: rootPool,
    }),
    ...hosts(place.name, clusterId, datacenterId),
    pool("Resources", rootPool, { computeClusterId: clusterId }),
    ...pools(resourcePool, clusterId, rootPool),
  ];
}

function hosts(clusterName: string, clusterId: string, datacenterId: string): Furniture[] {
  return Array.from({ length: CLUSTER_HOSTS }, (_, index) =>
    object("host", hostIdOf(clusterId, index), {
      name: `${clusterName}-esxi-${index + 1}`,
      computeClusterId: clusterId,
      datacenterId,
      ...HOST,
    }),
  );
}

/** The pools below the cluster's own that a path names: what comes behind `Resources`, or the whole path. */
function pools(path: string, clusterId: string, rootPool: string): Furniture[] {
  const segments = path.split("/").filter((segment) => segment !== "");
  const found: Furniture[] = [];
  let above = rootPool;
  for (const name of segments.slice(segments.indexOf("Resources") + 1)) {
    const id = derivedMoref("resgroup-", [above, name]);
    found.push(pool(name, id, { computeClusterId: clusterId, parentResourcePoolId: above }));
    above = id;
  }
  return found;
}

function pool(name: string, id: string, attributes: Attributes): Furniture {
  return object("resourcePool", id, {
    name,
    cpuShareLevel: "normal",
    cpuReservation: 0,
    cpuLimit: -1,
    cpuExpandable: true,
    memoryShareLevel: "normal",
    memoryReservation: 0,
    memoryLimit: -1,
    memoryExpandable: true,
    ...attributes,
  });
}

function storage({ datastore, datastoreCluster }: VcenterInventory, datacenterId: string): Furniture[] {
  if (datastoreCluster === undefined) return standingAlone(datastore, datacenterId);
  const root = rootId("datastore", datacenterId);
  const place = folders(datacenterId, "datastore", datacenterId, root, datastoreCluster);
  const clusterId = derivedMoref("group-p", [datacenterId, datastoreCluster]);
  const { above, name } = splitPath(datastore);
  const isMember = above === datastoreCluster;
  const member = (id: string, memberName: string) =>
    object("datastore", id, {
      name: memberName,
      datastoreClusterId: clusterId,
      datacenterId,
      capacity: DATASTORE_GIB,
    });
  return [
    ...place.folders,
    object("datastoreCluster", clusterId, { name: place.name, parentId: place.folderId, datacenterId }),
    ...Array.from({ length: CLUSTER_DATASTORES }, (_, index) =>
      member(derivedMoref("datastore-", [clusterId, String(index)]), `${place.name}-${index + 1}`),
    ),
    ...(isMember
      ? [member(datastoreIdOf(datastore, datacenterId), name)]
      : standingAlone(datastore, datacenterId)),
  ];
}

function standingAlone(path: string, datacenterId: string): Furniture[] {
  const place = folders(datacenterId, "datastore", datacenterId, rootId("datastore", datacenterId), path);
  const attributes = { name: place.name, parentId: place.folderId, datacenterId, capacity: DATASTORE_GIB };
  return [...place.folders, object("datastore", datastoreIdOf(path, datacenterId), attributes)];
}

function portGroup({ portGroup: path }: VcenterInventory, datacenterId: string): Furniture[] {
  const place = folders(datacenterId, "network", datacenterId, rootId("network", datacenterId), path);
  const attributes = { name: place.name, parentId: place.folderId, datacenterId, type: "Network" };
  return [...place.folders, object("network", networkIdOf(path, datacenterId), attributes)];
}

function template(names: VcenterInventory, datacenterId: string): Furniture[] {
  const place = folders(datacenterId, "vm", datacenterId, rootId("vm", datacenterId), names.template);
  const datastoreId = datastoreIdOf(names.datastore, datacenterId);
  const { name } = place;
  const uuid = derivedUuid([datacenterId, names.template]);
  const disk = {
    label: "disk0",
    size: TEMPLATE.disk,
    unitNumber: 0,
    thinProvisioned: true,
    eagerlyScrub: false,
    datastoreId,
    path: `${name}/${name}.vmdk`,
  };
  const machine = object("virtualMachine", uuid, {
    name,
    template: true,
    uuid,
    moid: derivedMoref("vm-", [datacenterId, names.template]),
    parentId: place.folderId,
    hostSystemId: hostIdOf(clusterIdOf(names.cluster, datacenterId), 0),
    datastoreId,
    powerState: "poweredOff",
    guestId: TEMPLATE.guestId,
    firmware: TEMPLATE.firmware,
    scsiType: TEMPLATE.scsiType,
    numCpus: TEMPLATE.numCpus,
    numCoresPerSocket: 1,
    memory: TEMPLATE.memory,
    ...shares({ numCpus: TEMPLATE.numCpus, memory: TEMPLATE.memory }),
    hardwareVersion: TEMPLATE.hardwareVersion,
    disks: [disk],
    networkInterfaces: [
      { networkId: networkIdOf(names.portGroup, datacenterId), adapterType: TEMPLATE.adapterType },
    ],
    vmxPath: `${name}/${name}.vmtx`,
  });
  return [...place.folders, machine];
}

/** The folders that a path leads through, from a root on, and what stands at its end. */
function folders(key: string, kind: FolderKind, datacenterId: string, root: string, path: string) {
  const { above, name } = splitPath(path);
  const found: Furniture[] = [];
  let folderId = root;
  for (const segment of above.split("/").filter((one) => one !== "")) {
    const id = derivedMoref(FOLDER_PREFIXES[kind], [key, folderId, segment]);
    const attributes = { name: segment, type: kind, parentId: folderId, path: "" };
    found.push(object("folder", id, datacenterId === "" ? attributes : { ...attributes, datacenterId }));
    folderId = id;
  }
  return { folders: found, folderId, name };
}

function rootOf(kind: FolderKind, datacenterId: string): Furniture {
  return object("folder", rootId(kind, datacenterId), { name: kind, type: kind, datacenterId, path: "" });
}

function rootId(kind: FolderKind, datacenterId: string): string {
  return derivedMoref(FOLDER_PREFIXES[kind], [datacenterId]);
}

function clusterIdOf(path: string, datacenterId: string): string {
  return derivedMoref("domain-c", [datacenterId, path]);
}

function hostIdOf(clusterId: string, index: number): string {
  return derivedMoref("host-", [clusterId, String(index)]);
}

function datastoreIdOf(path: string, datacenterId: string): string {
  return derivedMoref("datastore-", [datacenterId, path]);
}

function networkIdOf(path: string, datacenterId: string): string {
  return derivedMoref("network-", [datacenterId, path]);
}

function object(type: string, id: string, attributes: Attributes): Furniture {
  return { type: `vsphere:${type}`, id, attributes };
}

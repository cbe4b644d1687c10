import * as pulumi from "@pulumi/pulumi";
import { Folder } from "@pulumi/vsphere/folder.js";
import { getDatastoreOutput } from "@pulumi/vsphere/getDatastore.js";
import { ResourcePool } from "@pulumi/vsphere/resourcePool.js";
import type { VspherePoolSettings, VsphereSettings } from "../config/environment.ts";
import type { Labels } from "../naming/labels.ts";
import type { Service, Tags } from "../naming/tags.ts";
import { lookUpInventory, type VsphereDatastore, type VsphereInventory } from "./vsphere-inventory.ts";
import { createTags, type TagIds } from "./vsphere-tags.ts";

/** What a {@link VsphereSite} is made of. */
export interface VsphereSiteArgs {
  readonly settings: VsphereSettings;
  readonly labels: Labels;
  /** The tags of every machine that will stand here: vCenter's are made before they are used. */
  readonly tagSets: readonly Tags[];
  /** Whose machines stand here: each service has a folder of its own. */
  readonly services: readonly Service[];
}

/** A place in vCenter: what was there before, looked up by name, with a folder and tags of our own. */
export class VsphereSite extends pulumi.ComponentResource {
  readonly inventory: VsphereInventory;
  readonly segment: VsphereSettings["segment"];
  /** Name of the datacenter. */
  readonly datacenter: string;
  /** The pool that machines stand in: the environment's own, or the one that was there. */
  readonly resourcePoolId: pulumi.Output<string>;
  /** Name of a snapshot of each machine that keeps data; absent, there is none. */
  readonly snapshot: string | undefined;
  readonly #ownDatastore: string | undefined;
  readonly #folders: ReadonlyMap<Service, pulumi.Output<string>>;
  /** vCenter's ids of tags, which must be among the site's `tagSets`. */
  readonly tagIds: TagIds;

  constructor(name: string, args: VsphereSiteArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:network:VsphereSite", name, {}, opts);
    this.segment = args.settings.segment;
    this.datacenter = args.settings.datacenter;
    this.#ownDatastore = args.settings.datastore;
    this.inventory = lookUpInventory(this, args.settings);
    const tags = args.labels.tags("platform");
    this.tagIds = createTags(this, name, args.labels, [tags, ...args.tagSets]);
    const folder = createFolder(
      this,
      `${name}-folder`,
      args.settings.folder,
      this.inventory,
      this.tagIds(tags),
    );
    this.#folders = new Map(
      args.services.map((service) => [
        service,
        createFolder(
          this,
          `${name}-folder-${service}`,
          pulumi.interpolate`${folder}/${service}`,
          this.inventory,
          this.tagIds(args.labels.tags(service)),
        ),
      ]),
    );
    const { pool, snapshot } = args.settings;
    this.resourcePoolId =
      pool === undefined
        ? this.inventory.resourcePoolId
        : createPool(this, `${name}-pool`, args.labels, pool, this.inventory, this.tagIds(tags)).id;
    this.snapshot = snapshot;
    this.registerOutputs({ folder, resourcePoolId: this.resourcePoolId });
  }

  /** A datastore by its name; the site's own when absent. A name that vCenter doesn't know fails the run. */
  datastore(name: string | undefined = this.#ownDatastore): VsphereDatastore {
    if (name === undefined)
      throw new pulumi.ResourceError("no datastore is named: a defect of config/rules/mariadb.ts", this);
    const { id } = getDatastoreOutput({ name, datacenterId: this.inventory.datacenterId }, { parent: this });
    return { name, id };
  }

  /** Path of a service's folder below the datacenter's `vm` folder. */
  folderOf(service: Service): pulumi.Output<string> {
    const folder = this.#folders.get(service);
    if (!folder) throw new pulumi.ResourceError(`${service} has no folder; name it in services`, this);
    return folder;
  }
}

/** @returns its path below the datacenter's `vm` folder */
function createFolder(
  parent: pulumi.Resource,
  name: string,
  path: pulumi.Input<string>,
  { datacenterId }: VsphereInventory,
  tags: pulumi.Output<string>[],
): pulumi.Output<string> {
  return new Folder(name, { path, type: "vm", datacenterId, tags }, { parent }).path;
}

const MIB_PER_GIB = 1024;

/**
 * A pool whose machines share what the environment may take. Nothing is reserved, and what others don't need is theirs
 * up to the ceiling: a reservation would be taken from everybody else by day and night.
 */
function createPool(
  parent: pulumi.Resource,
  name: string,
  labels: Labels,
  { shares, cpuLimitMhz, memoryLimitGiB }: VspherePoolSettings,
  inventory: VsphereInventory,
  tags: pulumi.Output<string>[],
): ResourcePool {
  return new ResourcePool(
    name,
    {
      name: labels.physicalName("pool"),
      parentResourcePoolId: inventory.resourcePoolId,
      cpuShareLevel: shares,
      memoryShareLevel: shares,
      ...(cpuLimitMhz === undefined ? {} : { cpuLimit: cpuLimitMhz }),
      ...(memoryLimitGiB === undefined ? {} : { memoryLimit: memoryLimitGiB * MIB_PER_GIB }),
      tags,
    },
    { parent },
  );
}

import * as pulumi from "@pulumi/pulumi";
import { VirtualDisk } from "@pulumi/vsphere/virtualDisk.js";
import type { MariadbSettings } from "../config/data.ts";
import type { HostPlan } from "../environment/plan-types.ts";
import type { DataDisk } from "../guest/data-disk.ts";
import type { Guest } from "../guest/guest.ts";
import type { Host } from "../host/host.ts";
import { placeHost, type VsphereGround } from "../host/place-host.ts";
import type { AttachedDisk } from "../host/vsphere-host.ts";
import type { Labels } from "../naming/labels.ts";
import type { VsphereDatastore } from "../network/vsphere-inventory.ts";
import { BACKUP_DISK, DATA_DISK } from "./mariadb/disks.ts";

/** What a {@link MariadbDatabase} is made of. */
export interface MariadbDatabaseArgs {
  readonly labels: Labels;
  /** The machine. */
  readonly node: HostPlan;
  readonly settings: MariadbSettings;
  readonly ground: VsphereGround;
  /** What a host runs, by its name. */
  readonly guests: ReadonlyMap<string, Guest>;
  /** Refuse deletion of the disks, and keep them if it happens all the same. */
  readonly protect: boolean;
}

/**
 * A mini-program's database on vSphere: a machine that is replaced like any other, and two disks that outlive it, with the
 * data and with the dumps. The next machine attaches the same disks and goes on; while it is replaced, some minutes, nobody
 * serves, as with one node of RDS. When an ESXi host dies, vSphere HA starts the machine on another.
 */
export class MariadbDatabase extends pulumi.ComponentResource {
  readonly node: Host;
  /** The machine's address, at which the Tomcats connect. */
  readonly host: pulumi.Output<string>;

  constructor(name: string, args: MariadbDatabaseArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:data:MariadbDatabase", name, {}, opts);
    const { settings, ground, node, guests, labels } = args;
    const dataStore = ground.site.datastore(settings.datastore);
    const backupStore = ground.site.datastore(settings.backupDatastore ?? settings.datastore);
    const disks = [
      createDisk(this, name, DATA_DISK, settings.storageGiB, dataStore, args),
      createDisk(this, name, BACKUP_DISK, settings.backupGiB, backupStore, args),
    ];
    const guest = guests.get(node.name);
    if (!guest) throw new pulumi.ResourceError(`no guest for ${node.name}`, this);
    this.node = placeHost(
      node,
      guest,
      ground,
      labels,
      { parent: this, ...(opts.dependsOn === undefined ? {} : { dependsOn: opts.dependsOn }) },
      { datastoreId: dataStore.id, disks },
    );
    this.host = this.node.address;
    this.registerOutputs({ host: this.host });
  }
}

function createDisk(
  parent: pulumi.Resource,
  name: string,
  { name: purpose, unit }: DataDisk,
  sizeGiB: number,
  datastore: VsphereDatastore,
  { labels, node, ground, protect }: MariadbDatabaseArgs,
): AttachedDisk {
  const disk = new VirtualDisk(
    `${name}-${purpose}`,
    {
      datacenter: ground.site.datacenter,
      datastore: datastore.name,
      // In a folder of its own: a machine's folder goes with the machine.
      vmdkPath: `${labels.physicalName("disks")}/${node.name}-${purpose}.vmdk`,
      createDirectories: true,
      size: sizeGiB,
      // Blocks are zeroed when they are first written, once in a disk's life; the space that nobody uses yet is others'.
      type: "thin",
    },
    {
      parent,
      ...(protect ? { protect, retainOnDelete: true } : {}),
      // A disk of another size would be another disk, and empty. vCenter refuses to delete one that a machine has, so that
      // a size that is written before the disk was grown stops here and not with an empty database.
      deleteBeforeReplace: true,
    },
  );
  return { label: purpose, path: disk.vmdkPath, datastoreId: datastore.id, unit };
}

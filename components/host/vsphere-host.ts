import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { VirtualMachine } from "@pulumi/vsphere/virtualMachine.js";
import { VirtualMachineSnapshot } from "@pulumi/vsphere/virtualMachineSnapshot.js";
import { GUESTINFO_SECRETS_KEY } from "../guest/guestinfo.ts";
import type { VsphereInventory } from "../network/vsphere-inventory.ts";
import type { Host } from "./host.ts";

/** A disk that exists by itself, and is there for the next machine as well. */
export interface AttachedDisk {
  /** e.g. `data`; the provider tells disks apart by it. */
  readonly label: string;
  /** Path of its VMDK on the datastore. */
  readonly path: pulumi.Input<string>;
  readonly datastoreId: pulumi.Input<string>;
  /** Its place on the first SCSI controller, 1 to 6; 0 is the system disk's. */
  readonly unit: number;
}

/** What a {@link VsphereHost} is made of. */
export interface VsphereHostArgs {
  /** Name in vCenter's inventory. */
  readonly vmName: pulumi.Input<string>;
  readonly inventory: Pick<VsphereInventory, "storage" | "networkId" | "template">;
  readonly resourcePoolId: pulumi.Input<string>;
  /** Path of the folder below the datacenter's `vm` folder. */
  readonly folder: pulumi.Input<string>;
  readonly cpus: pulumi.Input<number>;
  /** Memory in GiB. */
  readonly memoryGiB: pulumi.Input<number>;
  /** Size of the disk in GiB; the template's when that is larger. */
  readonly diskGiB: pulumi.Input<number>;
  /** Disks that outlive it; they want a datastore, since Storage DRS takes none. */
  readonly attachedDisks?: readonly AttachedDisk[];
  /** Private IPv4 address, which its metadata gives it. */
  readonly address: pulumi.Input<string>;
  /** What the guest finds in its configuration, without secrets: see `guestinfo` in components/guest. */
  readonly guestinfo: pulumi.Input<Record<string, string>>;
  /** The guest's secrets as one text, see `guestinfoSecrets`; kept as a secret. */
  readonly secrets: pulumi.Input<string>;
  /** Changes when a secret of the guest changes, see `secretDigest`. */
  readonly secretDigest: pulumi.Input<string>;
  /**
   * Minutes to wait for an address that the guest reports by open-vm-tools; 0 doesn't wait, for a vCenter whose machines
   * don't run (a simulator).
   */
  readonly guestTimeoutMinutes: pulumi.Input<number>;
  /**
   * Minutes that the guest gets to shut down in order, 1 to 10, before it is switched off; the provider's own 3 when
   * absent.
   */
  readonly shutdownMinutes?: pulumi.Input<number>;
  /** Name of a snapshot to keep of it; absent, there is none. See {@link keepSnapshot}. */
  readonly snapshot?: string;
  /** Ids of vCenter's tags. */
  readonly tagIds: pulumi.Input<readonly pulumi.Input<string>[]>;
}

const MIB_PER_GIB = 1024;
/** A full clone over a busy datastore; the provider's own limit for one is 30 minutes. */
const TIMEOUTS = { create: "40m", update: "20m", delete: "20m" } as const;

/** A machine on vSphere: a clone of the template that gets its guest by guestinfo. It is never repaired, as on ECS. */
export class VsphereHost extends pulumi.ComponentResource implements Host {
  readonly hostName: string;
  readonly platform = "vsphere";
  readonly address: pulumi.Output<string>;
  readonly instanceId: pulumi.Output<string>;
  readonly ready: pulumi.Output<string>;

  constructor(name: string, args: VsphereHostArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:host:VsphereHost", name, {}, opts);
    this.hostName = name;
    const machine = createMachine(this, name, args, opts.dependsOn);
    if (args.snapshot !== undefined) keepSnapshot(this, name, machine, args.snapshot);
    this.address = pulumi.output(args.address);
    this.instanceId = machine.id;
    this.ready = pulumi.all([args.address, machine.id]).apply(([address]) => address);
    this.registerOutputs({ address: this.address, instanceId: this.instanceId });
  }
}

function createMachine(
  parent: VsphereHost,
  name: string,
  args: VsphereHostArgs,
  dependsOn: pulumi.ComponentResourceOptions["dependsOn"],
): VirtualMachine {
  const { template, storage, networkId } = args.inventory;
  return new VirtualMachine(
    name,
    {
      name: args.vmName,
      annotation: `${name}: made by Hougu, replaced rather than changed`,
      folder: args.folder,
      resourcePoolId: args.resourcePoolId,
      ...(storage.kind === "cluster"
        ? { datastoreClusterId: storage.datastoreClusterId }
        : { datastoreId: storage.datastoreId }),
      numCpus: args.cpus,
      memory: pulumi.output(args.memoryGiB).apply((gib) => gib * MIB_PER_GIB),
      // What the template was installed with: another controller or firmware doesn't boot its disk.
      guestId: template.guestId,
      firmware: template.firmware,
      // Left out, the provider would switch a template's secure boot off.
      efiSecureBootEnabled: pulumi.output(template.secureBoot).apply((on) => (on ? true : undefined)),
      scsiType: template.scsiType,
      // Paravirtual whatever the template has, so that the interface's name in the guest is known: see place-host.ts.
      networkInterfaces: [{ networkId, adapterType: "vmxnet3" }],
      disks: [
        {
          label: "disk0",
          size: pulumi
            .all([args.diskGiB, template.diskGiB])
            .apply(([wanted, least]) => Math.max(wanted, least)),
          thinProvisioned: template.thinProvisioned,
        },
        ...(args.attachedDisks ?? []).map(attached),
      ],
      clone: { templateUuid: template.id },
      extraConfig: pulumi.secret(
        pulumi
          .all([args.guestinfo, args.secrets])
          .apply(([texts, secrets]) => ({ ...texts, [GUESTINFO_SECRETS_KEY]: secrets })),
      ),
      waitForGuestNetTimeout: args.guestTimeoutMinutes,
      // A static address on a segment whose gateway may be elsewhere: an address is enough to go on.
      waitForGuestNetRoutable: false,
      ...(args.shutdownMinutes === undefined ? {} : { shutdownWaitTimeout: args.shutdownMinutes }),
      tags: pulumi.output(args.tagIds).apply((ids) => [...ids]),
    },
    {
      parent,
      ...(dependsOn === undefined ? {} : { dependsOn }),
      customTimeouts: TIMEOUTS,
      additionalSecretOutputs: ["extraConfig"],
      // extraConfig: the guest erases its secrets after it took them, and a refresh sees that; writing them back would
      // restart the machine. clone: a template that is built anew serves the next machine, not these.
      ignoreChanges: ["extraConfig", "clone"],
      // So this says when the guest is another one. A replacement gets all inputs anew, the ignored ones too.
      replacementTrigger: pulumi.all([args.guestinfo, args.secretDigest]).apply(digestOf),
      // The planned address belongs to one machine at a time.
      deleteBeforeReplace: true,
    },
  );
}

/**
 * Never part of a snapshot, be it this program's, a person's or a backup tool's: what is written while one is kept would lie
 * in a delta file of the machine, and go with the machine. The data's own ways back are dumps and binary logs.
 */
function attached({ label, path, datastoreId, unit }: AttachedDisk) {
  return {
    label,
    attach: true,
    path,
    datastoreId,
    unitNumber: unit,
    diskMode: "independent_persistent",
  } as const;
}

/**
 * A snapshot for as long as the configuration names it. What this program changes needs none: another guest is another
 * machine, which takes the old one's snapshots with it, and a size that changes in place is changed back the same way. It
 * is for people who work on a machine by hand, and it must be there before: write the name, run `up`, work, take it away.
 * Disks are quiesced by open-vm-tools; memory isn't kept, since a process that wakes up in another time is worse than one
 * that starts. Members of a cluster go back together, while all are stopped, or not at all: a broker that forgets what it
 * has confirmed breaks the others' agreement.
 */
function keepSnapshot(
  parent: VsphereHost,
  name: string,
  machine: VirtualMachine,
  snapshotName: string,
): VirtualMachineSnapshot {
  return new VirtualMachineSnapshot(
    `${name}-${snapshotName}`,
    {
      virtualMachineUuid: machine.uuid,
      snapshotName,
      description: `${name}: kept while hougu:vsphere.snapshot says ${snapshotName}`,
      memory: false,
      quiesce: true,
      // A chain of others' snapshots is theirs; the disk's own delta files are merged.
      removeChildren: false,
      consolidate: true,
    },
    { parent, deletedWith: machine, deleteBeforeReplace: true },
  );
}

function digestOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

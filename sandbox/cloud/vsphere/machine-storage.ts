import { type Attributes, type CloudObject, records, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { disksOf, sourceOf } from "./machine-devices.ts";
import { datastoreFor } from "./placement.ts";

/** A machine's datastore, and its disks as vCenter shows them. @param before the machine that it is already */
export function storageOf(
  wanted: Attributes,
  look: Look,
  before?: CloudObject,
): { readonly datastoreId: string; readonly disks: readonly Attributes[] } {
  const datastoreId = datastoreFor(wanted, look);
  const home = text(before?.attributes ?? {}, "datastoreId");
  // What stands on the machine's own datastore goes where the machine goes.
  const loose = (disk: Attributes) =>
    datastoreId !== home && disk.datastoreId === home ? withoutDatastore(disk) : disk;
  const disks = disksWanted(wanted, look).map(loose);
  const olds = records(before?.attributes ?? {}, "disks").map(loose);
  return { datastoreId, disks: disksOf(text(wanted, "name"), disks, datastoreId, olds) };
}

/** Without a word about disks a clone has its source's. */
function disksWanted(wanted: Attributes, look: Look): readonly Attributes[] {
  const disks = records(wanted, "disks");
  if (disks.length > 0) return disks;
  return records(sourceOf(wanted, look)?.attributes ?? {}, "disks").map((disk) => ({
    label: disk.label ?? "disk0",
    size: disk.size ?? 0,
    unitNumber: disk.unitNumber ?? 0,
    thinProvisioned: disk.thinProvisioned ?? true,
  }));
}

function withoutDatastore({ datastoreId: _, ...disk }: Attributes): Attributes {
  return disk;
}

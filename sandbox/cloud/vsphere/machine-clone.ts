import { isDeepStrictEqual } from "node:util";
import { type Attributes, type CloudObject, numeric, records, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { asRecords, sourceOf } from "./machine-devices.ts";
import { OBJECT_NOT_FOUND, refuseArgument } from "./refusals.ts";

/** What a clone must have in common with its source. */
export function checkClone(wanted: Attributes, look: Look, before?: CloudObject): void {
  const [clone] = asRecords(wanted, "clone");
  // Who doesn't say any more what a machine was cloned from has the same machine.
  if (clone === undefined) return;
  if (before) {
    const [madeBy = {}] = asRecords(before.attributes, "clone");
    if (!isDeepStrictEqual(withoutTimeout(madeBy), withoutTimeout(clone))) {
      look.refuse(
        "NotSupported",
        `A machine that exists can't be cloned into. (${text(before.attributes, "moid")})`,
      );
    }
    return;
  }
  const uuid = text(clone, "templateUuid");
  const source = sourceOf(wanted, look);
  if (!source) {
    look.refuse(OBJECT_NOT_FOUND.code, `cannot locate virtual machine or template with UUID "${uuid}"`);
  }
  const guestId = text(source.attributes, "guestId");
  if (text(wanted, "guestId") !== guestId) {
    refuseArgument(
      look,
      "configSpec.guestId",
      `invalid guest ID "${text(wanted, "guestId")}" for clone. Please set it to "${guestId}"`,
    );
  }
  checkClonedDisks(wanted, source, look);
}

/** How long to wait is the one thing about a clone that may change after it. */
function withoutTimeout({ timeout: _, ...clone }: Attributes): Attributes {
  return clone;
}

function checkClonedDisks(wanted: Attributes, source: CloudObject, look: Look): void {
  const [sources, disks] = [records(source.attributes, "disks"), records(wanted, "disks")].map((all) =>
    all.toSorted((a, b) => (numeric(a, "unitNumber") ?? 0) - (numeric(b, "unitNumber") ?? 0)),
  );
  // Without a word about disks a clone has its source's.
  if (!sources || !disks || disks.length === 0) return;
  if (disks.length < sources.length) {
    refuseArgument(
      look,
      "spec.location.disk",
      `not enough disks in configuration - you need at least ${sources.length} to use this template (current: ${disks.length})`,
    );
  }
  for (const [index, from] of sources.entries()) {
    const least = numeric(from, "size") ?? 0;
    const size = numeric(disks[index] ?? {}, "size") ?? 0;
    if (size < least) {
      look.refuse(
        "InvalidDeviceOperation",
        `disk.${index} must be at least the same size of source when cloning (expected: >= ${least} GiB, got ${size} GiB)`,
      );
    }
  }
}

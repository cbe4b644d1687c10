import { randomBytes, randomInt } from "node:crypto";
import { type Attributes, type CloudObject, numeric, records, text } from "../object.ts";
import type { Look } from "../resource-type.ts";

/** Keys of virtual devices: disks on SCSI buses count from here, network interfaces from there. */
const FIRST_DISK_KEY = 2000;
const FIRST_INTERFACE_KEY = 4000;
/** Units that the provider counts on a SCSI bus: sixteen without the controller's own. */
export const UNITS_PER_BUS = 15;
/** Where the first network interface is on the PCI bus. */
const FIRST_INTERFACE_UNIT = 7;

/** Shares of an interface's bandwidth by level. */
const BANDWIDTH_SHARES: Readonly<Record<string, number>> = { low: 25, normal: 50, high: 100 };

/** The template or machine that a machine is a clone of; undefined for one that is none, or whose source is gone. */
export function sourceOf(machine: Attributes, look: Look): CloudObject | undefined {
  const [clone] = asRecords(machine, "clone");
  return clone && look.get("vsphere:virtualMachine", text(clone, "templateUuid"));
}

/** A property that is an object for one caller and a list of one for another. */
export function asRecords(attributes: Attributes, name: string): readonly Attributes[] {
  return records({ [name]: [attributes[name] ?? null].flat() }, name);
}

/**
 * Disks as vCenter shows them. One that was there before, by its label, keeps what it was given.
 * @param machine the machine's name, which its files bear
 */
export function disksOf(
  machine: string,
  wanted: readonly Attributes[],
  datastoreId: string,
  olds: readonly Attributes[] = [],
): readonly Attributes[] {
  return wanted.map((disk, index) => {
    const unit = numeric(disk, "unitNumber") ?? 0;
    const bus = Math.floor(unit / UNITS_PER_BUS);
    const old = olds.find(({ label, unitNumber }) =>
      text(disk, "label") ? label === disk.label : unitNumber === unit,
    );
    return {
      key: FIRST_DISK_KEY + unit,
      deviceAddress: `scsi:${bus}:${unit % UNITS_PER_BUS}`,
      uuid: `6000C29${randomBytes(13).toString("hex").slice(1)}`.replace(
        /^(.{8})(.{4})(.{4})(.{4})/,
        "$1-$2-$3-$4-",
      ),
      path: `${machine}/${machine}${index === 0 ? "" : `_${index}`}.vmdk`,
      datastoreId,
      storagePolicyId: "",
      unitNumber: unit,
      ...pick(old, ["key", "deviceAddress", "uuid", "path", "datastoreId"]),
      ...disk,
    };
  });
}

/** The network interfaces as vCenter shows them; those that were there before keep their MAC addresses. */
export function interfacesOf(wanted: Attributes, olds: readonly Attributes[] = []): readonly Attributes[] {
  return records(wanted, "networkInterfaces").map((nic, index) => {
    const level = text(nic, "bandwidthShareLevel") || "normal";
    return {
      key: FIRST_INTERFACE_KEY + index,
      deviceAddress: `pci:0:${FIRST_INTERFACE_UNIT + index}`,
      macAddress: macAddress(),
      adapterType: "vmxnet3",
      bandwidthShareCount: BANDWIDTH_SHARES[level] ?? 0,
      ...pick(olds[index], ["key", "deviceAddress", "macAddress"]),
      ...nic,
    };
  });
}

/** One of the range that a vCenter gives from (VMware's OUI, fourth byte 80 to bf). */
function macAddress(): string {
  const bytes = [0x80 + randomInt(0x40), randomInt(0x100), randomInt(0x100)];
  return ["00", "50", "56", ...bytes.map((byte) => byte.toString(16).padStart(2, "0"))].join(":");
}

function pick(from: Attributes | undefined, names: readonly string[]): Attributes {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = from?.[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { formatAddress, parseAddress, parseBlock } from "../ipv4.ts";
import { type Attributes, isRecord, records, text, texts, type Value } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { SEGMENT } from "./capacity.ts";
import { asRecords, sourceOf } from "./machine-devices.ts";

/** The first address of a segment is its own, the next one the gateway's; the last one reaches everybody. */
const KEPT_AT_START = 2;
const KEPT_AT_END = 1;

/**
 * What VMware Tools in the guest report. The sandbox's guests don't run, so it is what a guest that works would report:
 * its static addresses, or the one that it leased. A machine without a system, or with another firmware than its disk was
 * made for, doesn't come up and reports nothing.
 */
export function guestReport(machine: Attributes, look: Look): Attributes {
  const isUp = machine.powerState === "poweredOn" && canBoot(machine, look);
  const fixed = staticAddresses(machine);
  const addresses = fixed.length > 0 ? fixed : texts(machine, "leasedAddress");
  return {
    vmwareToolsStatus: isUp ? "guestToolsRunning" : "guestToolsNotRunning",
    guestIpAddresses: isUp ? addresses : [],
    defaultIpAddress: isUp ? (addresses[0] ?? "") : "",
  };
}

/** An address that no machine has leased. DHCP servers are no vCenter's business: one answers on every port group. */
export function leaseAddress(look: Look): string {
  const { first, size } = parseBlock(SEGMENT) ?? { first: 0, size: 0 };
  const taken = new Set(
    look
      .all("vsphere:virtualMachine")
      .map(({ attributes }) => parseAddress(text(attributes, "leasedAddress"))),
  );
  for (let address = first + KEPT_AT_START; address < first + size - KEPT_AT_END; address += 1) {
    if (!taken.has(address)) return formatAddress(address);
  }
  return "";
}

function canBoot(machine: Attributes, look: Look): boolean {
  if (asRecords(machine, "clone").length === 0) return machine.ovfDeploy !== undefined;
  const source = sourceOf(machine, look);
  return (
    source === undefined || text(source.attributes, "firmware") === (text(machine, "firmware") || "bios")
  );
}

/** Addresses that cloud-init or vCenter's own customization gives a guest. */
function staticAddresses(machine: Attributes): readonly string[] {
  const customized = asRecords(machine, "clone")
    .flatMap((clone) => asRecords(clone, "customize"))
    .flatMap((customize) => records(customize, "networkInterfaces"))
    .map((nic) => text(nic, "ipv4Address"));
  return [...customized, ...addressesOf(metadataOf(machine))].filter(
    (address) => parseAddress(address) !== undefined,
  );
}

/** The metadata for cloud-init's VMware data source; undefined when there is none that can be read. */
function metadataOf({ extraConfig = null }: Attributes): Value | undefined {
  if (!isRecord(extraConfig)) return undefined;
  const metadata = text(extraConfig, "guestinfo.metadata");
  try {
    return parse(decoded(metadata, text(extraConfig, "guestinfo.metadata.encoding"))) as Value;
  } catch {
    return undefined;
  }
}

function decoded(content: string, encoding: string): string {
  const bytes = Buffer.from(content, "base64");
  if (encoding === "base64" || encoding === "b64") return bytes.toString("utf8");
  return encoding.startsWith("gz") ? gunzipSync(bytes).toString("utf8") : content;
}

/** Addresses in a network configuration of version 2, without their prefixes. */
function addressesOf(metadata: Value | undefined): readonly string[] {
  const network = isRecord(metadata) ? metadata.network : undefined;
  const ethernets = isRecord(network) ? network.ethernets : undefined;
  return Object.values(isRecord(ethernets) ? ethernets : {})
    .filter(isRecord)
    .flatMap((ethernet) => texts(ethernet, "addresses"))
    .map((address) => address.split("/")[0] ?? "");
}

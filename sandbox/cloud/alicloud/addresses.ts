import { randomInt } from "node:crypto";
import { type Block, formatAddress, holdsAddress, parseAddress, parseBlock } from "../ipv4.ts";
import { type CloudObject, records, text, texts } from "../object.ts";
import type { Look, Refusal } from "../resource-type.ts";

/** The cloud keeps the first address of a vSwitch and the last three (API reference of CreateVSwitch). */
const RESERVED_AT_START = 1;
const RESERVED_AT_END = 3;

/** Who has addresses in a vSwitch. */
interface Holder {
  readonly type: string;
  /** Attributes that hold them. */
  readonly addresses: readonly string[];
  /** The list whose items say each a vSwitch and the addresses in it; absent when the object itself does. */
  readonly places?: string;
}

const HOLDERS: readonly Holder[] = [
  { type: "alicloud:instance", addresses: ["privateIp", "secondaryPrivateIps"] },
  { type: "alicloud:havip", addresses: ["ipAddress"] },
  { type: "alicloud:natGateway", addresses: ["privateIp"] },
  { type: "alicloud:clb", addresses: ["address"] },
  { type: "alicloud:alb", addresses: ["intranetAddress"], places: "zoneMappings" },
  { type: "alicloud:nlb", addresses: ["privateIpv4Address"], places: "zoneMappings" },
];

/** What a service says about a wanted address. */
export interface AddressRefusals {
  readonly malformed: Refusal;
  readonly outside: Refusal;
  readonly taken: Refusal;
}

/**
 * The address that an object gets in a vSwitch: the wanted one, or any free one when none is wanted, which like the real
 * cloud's choice can't be foreseen.
 * @param self the object that has an address already and wants another
 */
export function allotAddress(
  vswitch: CloudObject,
  wanted: string,
  look: Look,
  refusals: AddressRefusals,
  self?: CloudObject,
): string {
  const block = blockOf(vswitch);
  const taken = takenIn(vswitch.id, look, self);
  if (wanted === "") return freeAddress(vswitch, block, taken, look);
  const address = parseAddress(wanted);
  if (address === undefined) return refuse(look, refusals.malformed, wanted);
  if (!holdsAddress(usable(block), address))
    refuse(look, refusals.outside, `${wanted} in ${text(vswitch.attributes, "cidrBlock")}`);
  if (taken.has(address)) refuse(look, refusals.taken, wanted);
  return wanted;
}

function freeAddress(vswitch: CloudObject, block: Block, taken: ReadonlySet<number>, look: Look): string {
  const { first, size } = usable(block);
  const start = randomInt(size);
  for (let step = 0; step < size; step += 1) {
    const address = first + ((start + step) % size);
    if (!taken.has(address)) return formatAddress(address);
  }
  return look.refuse("QuotaExceeded.PrivateIpAddress", `the vSwitch has no free address (${vswitch.id})`);
}

function takenIn(vswitchId: string, look: Look, self?: CloudObject): Set<number> {
  const taken = new Set<number>();
  for (const { type, addresses, places } of HOLDERS) {
    const holders = places === undefined ? look.having(type, "vswitchId", vswitchId) : look.all(type);
    for (const { id, attributes } of holders) {
      if (id === self?.id) continue;
      const here =
        places === undefined
          ? [attributes]
          : records(attributes, places).filter((place) => text(place, "vswitchId") === vswitchId);
      for (const place of here) {
        for (const address of addresses.flatMap((name) => texts(place, name))) {
          const number = parseAddress(address);
          if (number !== undefined) taken.add(number);
        }
      }
    }
  }
  return taken;
}

function usable({ first, prefix, size }: Block): Block {
  return { first: first + RESERVED_AT_START, prefix, size: size - RESERVED_AT_START - RESERVED_AT_END };
}

function blockOf({ id, attributes }: CloudObject): Block {
  const block = parseBlock(text(attributes, "cidrBlock"));
  if (block === undefined) throw new Error(`the vSwitch ${id} has no block: a defect of the sandbox`);
  return block;
}

function refuse(look: Look, { code, message }: Refusal, what: string): never {
  return look.refuse(code, `${message} (${what})`);
}

import { randomInt } from "node:crypto";
import { type Block, formatAddress, holdsAddress, parseAddress, parseBlock } from "../ipv4.ts";
import { type Attributes, type CloudObject, records, text, texts } from "../object.ts";
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
  /** The list of vSwitches of which the first is the one that the addresses are in. */
  readonly firstOf?: string;
}

const HOLDERS: readonly Holder[] = [
  { type: "alicloud:instance", addresses: ["privateIp", "secondaryPrivateIps"] },
  { type: "alicloud:havip", addresses: ["ipAddress"] },
  { type: "alicloud:natGateway", addresses: ["privateIp"] },
  { type: "alicloud:clb", addresses: ["address"] },
  { type: "alicloud:alb", addresses: ["intranetAddress"], places: "zoneMappings" },
  { type: "alicloud:nlb", addresses: ["privateIpv4Address"], places: "zoneMappings" },
  { type: "alicloud:rdsInstance", addresses: ["privateIpAddress"], firstOf: "vswitchIds" },
  { type: "alicloud:rdsReader", addresses: ["privateIpAddress"] },
  { type: "alicloud:redisInstance", addresses: ["privateIp"] },
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
  for (const holder of HOLDERS) {
    const places = placesIn(holder, vswitchId, look, self);
    for (const address of places.flatMap((place) => holder.addresses.flatMap((name) => texts(place, name)))) {
      const number = parseAddress(address);
      if (number !== undefined) taken.add(number);
    }
  }
  return taken;
}

/** What says of addresses in a vSwitch, of all objects of a type but one. */
function placesIn(
  { type, places, firstOf }: Holder,
  vswitchId: string,
  look: Look,
  self?: CloudObject,
): readonly Attributes[] {
  const isAsked = places === undefined && firstOf === undefined;
  const holders = isAsked ? look.having(type, "vswitchId", vswitchId) : look.all(type);
  return holders
    .filter(({ id }) => id !== self?.id)
    .flatMap(({ attributes }) => {
      if (places !== undefined) return records(attributes, places);
      const [first = text(attributes, "vswitchId")] = firstOf === undefined ? [] : texts(attributes, firstOf);
      return [{ ...attributes, vswitchId: first }];
    })
    .filter((place) => text(place, "vswitchId") === vswitchId);
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

import { type Attributes, type CloudObject, records, text } from "../object.ts";
import type { Look } from "../resource-type.ts";
import { allotAddress } from "./addresses.ts";
import { freePublicAddress } from "./public-addresses.ts";

/** What a kind of balancer calls the addresses that it has in each zone. */
export interface ZoneWords {
  /** The private one, which a caller may choose. */
  readonly privateAddress: string;
  /** The public one. */
  readonly publicAddress: string;
}

const REFUSALS = {
  malformed: { code: "IllegalParam.IntranetAddress", message: "The private address is malformed." },
  outside: { code: "IllegalParam.IntranetAddressOutside", message: "The address is not in the vSwitch." },
  taken: { code: "ResourceAlreadyExist.IntranetAddress", message: "The private address is in use." },
} as const;

/**
 * Zones with an address each: the private one from the vSwitch; when the balancer faces the internet and no EIP is named
 * also a public one that the service keeps for it. A zone that stays where it is keeps both.
 */
export function addressedZones(
  wanted: Attributes,
  look: Look,
  { privateAddress, publicAddress }: ZoneWords,
  before?: CloudObject,
): Attributes[] {
  const olds = before ? records(before.attributes, "zoneMappings") : [];
  return records(wanted, "zoneMappings").map((zone) => {
    const old = olds.find(({ vswitchId }) => vswitchId === zone.vswitchId) ?? {};
    const vswitch = look.get("alicloud:vswitch", text(zone, "vswitchId"));
    const asked = text(zone, privateAddress);
    const kept = asked === "" || asked === text(old, privateAddress) ? text(old, privateAddress) : "";
    const own = kept || (vswitch ? allotAddress(vswitch, asked, look, REFUSALS) : "");
    const needsPublic = wanted.addressType === "Internet" && text(zone, "allocationId") === "";
    const { [publicAddress]: _, ...rest } = zone;
    return {
      ...rest,
      [privateAddress]: own,
      ...(needsPublic && { [publicAddress]: text(old, publicAddress) || freePublicAddress(look) }),
    };
  });
}

/** The address that a zone answers the internet at: its EIP's, or the one that the service keeps. */
export function publicAddressOf(zone: Attributes, look: Look, { publicAddress }: ZoneWords): string {
  const eip = look.get("alicloud:eip", text(zone, "allocationId"));
  return eip ? text(eip.attributes, "ipAddress") : text(zone, publicAddress);
}

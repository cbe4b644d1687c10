import { type Attributes, numeric, records, text, texts } from "../object.ts";
import type { Look, Reference, Refusal } from "../resource-type.ts";
import { VPC_NOT_FOUND, VSWITCH_NOT_FOUND } from "./vpc.ts";
import { isZoneOf } from "./zones.ts";

/** Balancers of both new kinds stand in two zones or more (API reference of CreateLoadBalancer). */
const FEWEST_ZONES = 2;

/** What a balancer in several zones refers to. */
export function zoneReferences(): Reference[] {
  return [
    { attribute: "vpcId", to: "alicloud:vpc", missing: VPC_NOT_FOUND },
    {
      attribute: "zoneMappings[].vswitchId",
      to: "alicloud:vswitch",
      missing: VSWITCH_NOT_FOUND,
      busy: { code: "IncorrectStatus.VSwitch", message: "The status of the vSwitch is incorrect." },
      holds: {
        code: "DependencyViolation.LoadBalancer",
        message: "The vSwitch has addresses of load balancers.",
      },
    },
    {
      attribute: "zoneMappings[].allocationId",
      to: "alicloud:eip",
      missing: { code: "ResourceNotFound.EIP", message: "The specified EIP does not exist." },
      busy: { code: "IncorrectStatus.EIP", message: "The status of the EIP is incorrect." },
      holds: {
        code: "IncorrectEipStatus",
        message: "Current elastic IP status does not support this operation.",
      },
    },
  ];
}

/** Zones are the region's, one vSwitch and one free address each, and enough of them. */
export function checkZones(type: string, wanted: Attributes, look: Look, self?: string): void {
  const mappings = records(wanted, "zoneMappings");
  const zones = new Set(mappings.map((mapping) => text(mapping, "zoneId")));
  if (zones.size < FEWEST_ZONES) {
    look.refuse(
      "InvalidZoneMappings.NotEnough",
      `At least ${FEWEST_ZONES} zones are required. (${[...zones].join()})`,
    );
  }
  for (const mapping of mappings) {
    const vswitch = look.get("alicloud:vswitch", text(mapping, "vswitchId"));
    const zone = text(mapping, "zoneId");
    if (!isZoneOf(look.scope, zone) || (vswitch && text(vswitch.attributes, "zoneId") !== zone)) {
      look.refuse(
        "VSwitchNotInZone",
        `The vSwitch is not in the zone. (${text(mapping, "vswitchId")}, ${zone})`,
      );
    }
    if (vswitch && text(vswitch.attributes, "vpcId") !== text(wanted, "vpcId")) {
      look.refuse("VSwitchNotInVpc", `The vSwitch is not in the VPC. (${vswitch.id})`);
    }
    const eip = text(mapping, "allocationId");
    if (eip !== "" && isTaken(eip, look, self)) {
      look.refuse("EIPInUse", `The EIP is bound to something else. (${eip}, ${type})`);
    }
  }
}

/** Types whose zones bind EIPs. */
const EIP_HOLDERS = ["alicloud:alb", "alicloud:nlb"] as const;

/** Whether an EIP is bound to a balancer of several zones. */
export function balancerOfEip(eip: string, look: Look, self?: string): string | undefined {
  return EIP_HOLDERS.flatMap((type) => look.all(type)).find(
    ({ id, attributes }) =>
      id !== self && records(attributes, "zoneMappings").some((mapping) => mapping.allocationId === eip),
  )?.id;
}

function isTaken(eip: string, look: Look, self: string | undefined): boolean {
  return (
    balancerOfEip(eip, look, self) !== undefined ||
    look.all("alicloud:eipAssociation").some(({ attributes }) => attributes.allocationId === eip)
  );
}

/** A port takes one listener. */
export function checkPort(
  type: string,
  port: string,
  wanted: Attributes,
  taken: Refusal,
  look: Look,
  self?: string,
): void {
  const twin = look
    .all(type)
    .find(
      ({ id, attributes }) =>
        id !== self &&
        attributes.loadBalancerId === wanted.loadBalancerId &&
        attributes[port] === wanted[port],
    );
  if (twin) look.refuse(taken.code, `${taken.message} (${numeric(wanted, port)})`);
}

/** Ids of the server groups that actions forward to. */
export function forwardedTo(actions: readonly Attributes[]): readonly string[] {
  return actions.flatMap((action) => {
    const config = action.forwardGroupConfig;
    const tuples =
      typeof config === "object" && config !== null && !Array.isArray(config)
        ? records(config as Attributes, "serverGroupTuples")
        : [];
    return tuples.flatMap((tuple) => texts(tuple, "serverGroupId"));
  });
}

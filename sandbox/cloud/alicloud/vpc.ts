import { contains, overlap, parseBlock } from "../ipv4.ts";
import { type Attributes, text } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { vpcId } from "./ids.ts";
import { timestamp } from "./time.ts";
import { isZoneOf } from "./zones.ts";

/** Masks that a VPC and a vSwitch may have (API reference of CreateVpc and CreateVSwitch). */
const VPC_MASKS = [8, 28] as const;
const VSWITCH_MASKS = [16, 29] as const;

const DEFAULT_VPC_BLOCK = "172.16.0.0/12";
/** Every account has one; its id is as good as any. */
export const DEFAULT_RESOURCE_GROUP = "rg-acfmxazb4ph6aiy";

export const VPC_NOT_FOUND = {
  code: "InvalidVpcId.NotFound",
  message: "Specified VPC does not exist.",
} as const;
export const VSWITCH_NOT_FOUND = {
  code: "InvalidVSwitchId.NotFound",
  message: "VSwitch not exist.",
} as const;

export const vpc: ResourceType = {
  type: "alicloud:vpc",
  service: "Vpc",
  actions: {
    create: "CreateVpc",
    describe: "DescribeVpcAttribute",
    modify: "ModifyVpcAttribute",
    remove: "DeleteVpc",
  },
  nameAttribute: "vpcName",
  id: (_, region) => vpcId("vpc", region),
  notFound: VPC_NOT_FOUND,
  quotas: [{ limit: 10, exceeded: { code: "QuotaExceeded.Vpc", message: "VPC quota exceeded." } }],
  lifecycle: {
    begins: "Pending",
    becomes: "Available",
    seconds: 5,
    ends: "Deleting",
    endSeconds: 2,
    busy: { code: "IncorrectVpcStatus", message: "Current VPC status does not support this operation." },
  },
  check(wanted, look) {
    refuseDefault(wanted, look);
    const block = parseBlock(text(wanted, "cidrBlock") || DEFAULT_VPC_BLOCK);
    if (!block || block.prefix < VPC_MASKS[0] || block.prefix > VPC_MASKS[1]) {
      look.refuse(
        "InvalidCidrBlock.Malformed",
        `Specified CIDR block is not valid. (${text(wanted, "cidrBlock")})`,
      );
    }
  },
  complete: (wanted, { scope, now }) => {
    const routeTableId = vpcId("vtb", scope);
    return {
      cidrBlock: text(wanted, "cidrBlock") || DEFAULT_VPC_BLOCK,
      routerId: vpcId("vrt", scope),
      routeTableId,
      routerTableId: routeTableId,
      regionId: scope,
      createTime: timestamp(now),
      isDefault: false,
      enableIpv6: wanted.enableIpv6 ?? false,
      systemRouteTableRoutePropagationEnable: wanted.systemRouteTableRoutePropagationEnable ?? true,
      classicLinkEnabled: wanted.classicLinkEnabled ?? false,
      dnsHostnameStatus: wanted.dnsHostnameStatus ?? "DISABLED",
      resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
    };
  },
};

export const vswitch: ResourceType = {
  type: "alicloud:vswitch",
  service: "Vpc",
  actions: {
    create: "CreateVSwitch",
    describe: "DescribeVSwitchAttributes",
    modify: "ModifyVSwitchAttribute",
    remove: "DeleteVSwitch",
  },
  nameAttribute: "vswitchName",
  id: (_, region) => vpcId("vsw", region),
  notFound: VSWITCH_NOT_FOUND,
  references: [
    {
      attribute: "vpcId",
      to: "alicloud:vpc",
      missing: VPC_NOT_FOUND,
      busy: { code: "IncorrectVpcStatus", message: "Current VPC status does not support this operation." },
      holds: { code: "DependencyViolation.VSwitch", message: "Specified VPC still has vSwitches." },
    },
  ],
  quotas: [
    {
      limit: 150,
      per: "vpcId",
      exceeded: { code: "QuotaExceeded.VSwitch", message: "Virtual switch quota exceeded." },
    },
  ],
  lifecycle: {
    begins: "Pending",
    becomes: "Available",
    seconds: 5,
    ends: "Deleting",
    endSeconds: 2,
    busy: {
      code: "IncorrectVSwitchStatus",
      message: "The current virtual switch status does not support this operation.",
    },
  },
  check(wanted, look, before) {
    if (before === undefined) checkNewVswitch(wanted, look);
  },
  complete: (wanted, { now }) => ({
    createTime: timestamp(now),
    isDefault: false,
    enableIpv6: wanted.enableIpv6 ?? false,
  }),
};

/** A region's default VPC and vSwitches are made by actions of their own, in blocks that the cloud draws. */
function refuseDefault(wanted: Attributes, look: Look): void {
  if (wanted.isDefault === true) {
    look.refuse("UnsupportedFeature.IsDefault", "The sandbox has no default VPC and no default vSwitch.");
  }
}

function checkNewVswitch(wanted: Attributes, look: Look): void {
  refuseDefault(wanted, look);
  const vpcIdWanted = text(wanted, "vpcId");
  const zone = text(wanted, "zoneId");
  const cidr = text(wanted, "cidrBlock");
  const outer = parseBlock(text(look.get("alicloud:vpc", vpcIdWanted)?.attributes ?? {}, "cidrBlock"));
  if (!outer) look.refuse("MissingParameter", "Miss mandatory parameter. (VpcId)");
  if (!isZoneOf(look.scope, zone)) {
    look.refuse("InvalidZoneId.NotFound", `Specified zone does not exist. (${zone} in ${look.scope})`);
  }
  const block = parseBlock(cidr);
  if (!block) look.refuse("InvalidCidrBlock.Malformed", `Specified CIDR block is not valid. (${cidr})`);
  if (block.prefix < VSWITCH_MASKS[0] || block.prefix > VSWITCH_MASKS[1]) {
    // The service spells it so.
    look.refuse("InvalidCirdrBlock.MaskLength", `Specified CIDR block is not valid. (${cidr}: /16 to /29)`);
  }
  if (outer && !contains(outer, block)) {
    look.refuse("InvalidParameter", `Specified CIDR block is not valid in VPC. (${cidr} in ${vpcIdWanted})`);
  }
  for (const other of look.all("alicloud:vswitch")) {
    const inner =
      text(other.attributes, "vpcId") === vpcIdWanted
        ? parseBlock(text(other.attributes, "cidrBlock"))
        : undefined;
    if (inner && overlap(inner, block)) {
      look.refuse(
        "InvalidCidrBlock.Overlapped",
        `Specified CIDR block overlapped with other subnets. (${cidr} and ${text(other.attributes, "cidrBlock")} of ${other.id})`,
      );
    }
  }
}

import { text, texts } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { type AddressRefusals, allotAddress } from "./addresses.ts";
import { vpcId } from "./ids.ts";
import { VPC_NOT_FOUND, VSWITCH_NOT_FOUND } from "./vpc.ts";

/** It never wants a certain address, so none can be wrong. */
const NO_WISH: AddressRefusals = {
  malformed: { code: "InvalidParameter", message: "" },
  outside: { code: "InvalidParameter", message: "" },
  taken: { code: "InvalidParameter", message: "" },
};

export const natGateway: ResourceType = {
  type: "alicloud:natGateway",
  service: "Vpc",
  actions: {
    create: "CreateNatGateway",
    describe: "GetNatGatewayAttribute",
    modify: "ModifyNatGatewayAttribute",
    remove: "DeleteNatGateway",
  },
  nameAttribute: "natGatewayName",
  id: (_, region) => vpcId("ngw", region),
  notFound: {
    code: "InvalidNatGatewayId.NotFound",
    message: "Specified value of NatGatewayId is not found in our record.",
  },
  references: [
    {
      attribute: "vpcId",
      to: "alicloud:vpc",
      missing: VPC_NOT_FOUND,
      holds: { code: "DependencyViolation.NatGateway", message: "Specified VPC still has NAT gateways." },
    },
    {
      attribute: "vswitchId",
      to: "alicloud:vswitch",
      missing: VSWITCH_NOT_FOUND,
      busy: { code: "IncorrectStatus.VSWITCH", message: "The status of the vSwitch is incorrect." },
      holds: {
        code: "DependencyViolation.EnhancedNatgw",
        message: "Specified vSwitch still has a NAT gateway.",
      },
    },
  ],
  quotas: [
    {
      limit: 5,
      per: "vpcId",
      exceeded: { code: "QuotaExceeded.NatGateway", message: "NAT gateway quota exceeded." },
    },
  ],
  lifecycle: {
    begins: "Creating",
    becomes: "Available",
    seconds: 30,
    ends: "Deleting",
    endSeconds: 10,
    busy: { code: "IncorrectStatus.NATGW", message: "The status of the NAT gateway is incorrect." },
  },
  protection: {
    attribute: "deletionProtection",
    refused: {
      code: "InvalidOperation.DeletionProtection",
      message: "The instance cannot be deleted because of deletion protection.",
    },
  },
  check(wanted, look) {
    if (text(wanted, "vswitchId") === "")
      look.refuse("MissingParameter", "An enhanced NAT gateway needs a vSwitch. (VSwitchId)");
    const vswitch = look.get("alicloud:vswitch", text(wanted, "vswitchId"));
    if (vswitch && vswitch.attributes.vpcId !== wanted.vpcId) {
      look.refuse(
        "InvalidVSwitchId.NotFound",
        `The vSwitch isn't in the VPC. (${vswitch.id}, ${text(wanted, "vpcId")})`,
      );
    }
  },
  complete: (wanted, look) => {
    const vswitch = look.get("alicloud:vswitch", text(wanted, "vswitchId"));
    const isSubscription = wanted.paymentType === "Subscription";
    return {
      privateIp: vswitch ? allotAddress(vswitch, "", look, NO_WISH) : "",
      snatTableIds: vpcId("stb", look.scope),
      forwardTableIds: vpcId("ftb", look.scope),
      natType: wanted.natType ?? "Enhanced",
      networkType: wanted.networkType ?? "internet",
      paymentType: wanted.paymentType ?? "PayAsYouGo",
      instanceChargeType: isSubscription ? "PrePaid" : "PostPaid",
      internetChargeType: wanted.internetChargeType ?? "PayByLcu",
      eipBindMode: wanted.eipBindMode ?? "MULTI_BINDED",
      icmpReplyEnabled: wanted.icmpReplyEnabled ?? true,
      deletionProtection: wanted.deletionProtection ?? false,
    };
  },
};

const SNAT_ENTRY_NOT_FOUND = {
  code: "InvalidSnatEntryId.NotFound",
  message: "Specified SNAT entry does not exist.",
} as const;

export const snatEntry: ResourceType = {
  type: "alicloud:snatEntry",
  service: "Vpc",
  actions: {
    create: "CreateSnatEntry",
    describe: "DescribeSnatTableEntries",
    modify: "ModifySnatEntry",
    remove: "DeleteSnatEntry",
  },
  nameAttribute: "snatEntryName",
  id: (entry) => `${text(entry, "snatTableId")}:${text(entry, "snatEntryId")}`,
  notFound: SNAT_ENTRY_NOT_FOUND,
  references: [
    {
      attribute: "snatTableId",
      to: "alicloud:natGateway",
      by: "snatTableIds",
      missing: { code: "InvalidSnatTableId.NotFound", message: "Specified SNAT table does not exist." },
      busy: { code: "IncorrectStatus.NATGW", message: "The status of the NAT gateway is incorrect." },
      holds: {
        code: "DependencyViolation.SnatEntry",
        message: "Specified NAT gateway still has SNAT entries.",
      },
    },
    {
      attribute: "sourceVswitchId",
      to: "alicloud:vswitch",
      missing: VSWITCH_NOT_FOUND,
      holds: { code: "DependencyViolation.SnatEntry", message: "Specified vSwitch still has SNAT entries." },
    },
  ],
  unique: [
    {
      attributes: ["snatTableId", "sourceVswitchId"],
      taken: {
        code: "Forbidden.SourceVSwitchId.Duplicated",
        message: "The vSwitch has an SNAT entry already.",
      },
    },
  ],
  lifecycle: {
    begins: "Pending",
    becomes: "Available",
    seconds: 5,
    ends: "Deleting",
    endSeconds: 3,
    // The service spells it so.
    busy: { code: "IncorretSnatEntryStatus", message: "Some Snat entry status blocked this operation." },
  },
  check(wanted, look, before) {
    const gateway = look
      .all("alicloud:natGateway")
      .find(({ attributes }) => texts(attributes, "snatTableIds").includes(text(wanted, "snatTableId")));
    const addresses = text(wanted, "snatIp").split(",");
    const bound = look
      .all("alicloud:eipAssociation")
      .filter(({ attributes }) => attributes.instanceId === gateway?.id)
      .map(
        ({ attributes }) => look.get("alicloud:eip", text(attributes, "allocationId"))?.attributes.ipAddress,
      );
    const stranger = addresses.find((address) => !bound.includes(address));
    if (stranger !== undefined) {
      look.refuse(
        "EIP_NOT_IN_GATEWAY",
        `The address is not bound to the NAT gateway. (${stranger}, ${gateway?.id})`,
      );
    }
    // API reference of CreateSnatEntry: a vSwitch in which there is a HaVip takes no SNAT entry.
    const vswitchId = text(wanted, "sourceVswitchId");
    const havip = look.all("alicloud:havip").find(({ attributes }) => attributes.vswitchId === vswitchId);
    if (before === undefined && havip && vswitchId !== "") {
      look.refuse(
        "Forbidden.SourceVSwitchId.IncludeHaVip",
        `There is some HaVips under specified VSwitch. (${vswitchId}, ${havip.id})`,
      );
    }
  },
  complete: (wanted, look) => ({
    snatEntryId: vpcId("snat", look.scope),
    ...(text(wanted, "sourceCidr") === "" && {
      sourceCidr: text(
        look.get("alicloud:vswitch", text(wanted, "sourceVswitchId"))?.attributes ?? {},
        "cidrBlock",
      ),
    }),
  }),
};

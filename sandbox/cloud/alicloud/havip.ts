import { text } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { type AddressRefusals, allotAddress } from "./addresses.ts";
import { vpcId } from "./ids.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP, VSWITCH_NOT_FOUND } from "./vpc.ts";

const HAVIP_NOT_FOUND = {
  code: "InvalidHaVipId.NotFound",
  message: "The specified HaVip does not exist in the specified VPC.",
} as const;

const REFUSALS: AddressRefusals = {
  malformed: { code: "InvalidIpAddress.Malformed", message: "Specified IP address is malformed." },
  outside: {
    code: "InvalidIpAddress",
    message: "Specified IP address is not in the CIDR block of the vSwitch.",
  },
  taken: {
    code: "InvalidIpAddress.AlreadyUsed",
    message: "The specified IP address is already used by other resource.",
  },
};

export const havip: ResourceType = {
  type: "alicloud:havip",
  service: "Vpc",
  actions: {
    create: "CreateHaVip",
    describe: "DescribeHaVips",
    modify: "ModifyHaVipAttribute",
    remove: "DeleteHaVip",
  },
  nameAttribute: "haVipName",
  id: (_, region) => vpcId("havip", region),
  notFound: HAVIP_NOT_FOUND,
  references: [
    {
      attribute: "vswitchId",
      to: "alicloud:vswitch",
      missing: VSWITCH_NOT_FOUND,
      busy: { code: "IncorrectStatus.VSwitch", message: "The status of the vSwitch is incorrect." },
      holds: {
        code: "DependencyViolation.HaVip",
        message: "VSwitch cannot be deleted when there are some HaVip dependent with it.",
      },
    },
  ],
  quotas: [{ limit: 50, exceeded: { code: "QuotaExceeded.HaVip", message: "HaVip quota exceeded." } }],
  lifecycle: {
    begins: "Creating",
    becomes: "Available",
    seconds: 5,
    ends: "Deleting",
    endSeconds: 2,
    busy: { code: "IncorrectHaVipStatus", message: "The specified HaVip is neither Available nor InUse." },
  },
  complete: (wanted, look) => {
    const vswitch = look.get("alicloud:vswitch", text(wanted, "vswitchId"));
    return {
      ipAddress: vswitch ? allotAddress(vswitch, text(wanted, "ipAddress"), look, REFUSALS) : "",
      vpcId: text(vswitch?.attributes ?? {}, "vpcId"),
      createTime: timestamp(look.now),
      resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
    };
  },
  describe: ({ id }, look) => {
    const instances = attachmentsOf(id, look).map(({ attributes }) => text(attributes, "instanceId"));
    const eips = look
      .having("alicloud:eipAssociation", "instanceId", id)
      .map(({ attributes }) =>
        text(look.get("alicloud:eip", text(attributes, "allocationId"))?.attributes ?? {}, "ipAddress"),
      );
    return {
      haVipId: id,
      associatedInstances: instances,
      associatedEipAddresses: eips,
      associatedInstanceType: instances.length > 0 ? "EcsInstance" : "",
      // Who announces the address decides; a sandbox's machines announce nothing, so it is the first.
      masterInstanceId: instances[0] ?? "",
      ...(instances.length > 0 && { status: "InUse" }),
    };
  },
};

export const havipAttachment: ResourceType = {
  type: "alicloud:havipAttachment",
  service: "Vpc",
  actions: {
    create: "AssociateHaVip",
    describe: "DescribeHaVips",
    modify: "ModifyHaVipAttribute",
    remove: "UnassociateHaVip",
  },
  id: (attachment) => `${text(attachment, "haVipId")}:${text(attachment, "instanceId")}`,
  notFound: HAVIP_NOT_FOUND,
  references: [
    {
      attribute: "haVipId",
      to: "alicloud:havip",
      missing: HAVIP_NOT_FOUND,
      busy: { code: "IncorrectHaVipStatus", message: "The specified HaVip is neither Available nor InUse." },
      holds: { code: "IncorrectHaVipStatus", message: "The specified HaVip is InUse." },
    },
    {
      attribute: "instanceId",
      to: "alicloud:instance",
      missing: { code: "InvalidInstanceId.NotFound", message: "Specified instance does not exist." },
      busy: {
        code: "IncorrectInstanceStatus",
        message: "Current instance status does not support this operation.",
      },
      follows: true,
    },
  ],
  unique: [
    {
      attributes: ["haVipId", "instanceId"],
      taken: {
        code: "InvalidInstanceId.AlreadyBound",
        message: "The instance is associated with the HaVip already.",
      },
    },
  ],
  quotas: [
    {
      limit: 10,
      per: "haVipId",
      exceeded: {
        code: "QuotaExceeded.HaVipInstance",
        message: "Too many instances are associated with the HaVip.",
      },
    },
  ],
  lifecycle: {
    begins: "Associating",
    becomes: "InUse",
    seconds: 5,
    ends: "Unassociating",
    endSeconds: 2,
    busy: { code: "IncorrectHaVipStatus", message: "The specified HaVip is neither Available nor InUse." },
  },
  check(wanted, look) {
    const address = look.get("alicloud:havip", text(wanted, "haVipId"));
    const instance = look.get("alicloud:instance", text(wanted, "instanceId"));
    if (address && instance && address.attributes.vswitchId !== instance.attributes.vswitchId) {
      look.refuse(
        "InvalidParameter.Mismatch",
        `HaVip and instance are not in the same vSwitch. (${address.id}, ${instance.id})`,
      );
    }
  },
  complete: (wanted) => ({ instanceType: wanted.instanceType ?? "EcsInstance" }),
};

function attachmentsOf(id: string, look: Look) {
  return look.having("alicloud:havipAttachment", "haVipId", id);
}

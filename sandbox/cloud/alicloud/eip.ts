import { type Attributes, text } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { balancerOfEip } from "./balancer-rules.ts";
import { vpcId } from "./ids.ts";
import { freePublicAddress } from "./public-addresses.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP } from "./vpc.ts";

const EIP_NOT_FOUND = {
  code: "InvalidAllocationId.NotFound",
  message: "Specified allocation ID is not found.",
} as const;

export const eip: ResourceType = {
  type: "alicloud:eip",
  service: "Vpc",
  actions: {
    create: "AllocateEipAddress",
    describe: "DescribeEipAddresses",
    modify: "ModifyEipAddressAttribute",
    remove: "ReleaseEipAddress",
  },
  nameAttribute: "addressName",
  id: (_, region) => vpcId("eip", region),
  notFound: EIP_NOT_FOUND,
  quotas: [
    { limit: 20, exceeded: { code: "QuotaExceeded.Eip", message: "Elastic IP address quota exceeded" } },
  ],
  lifecycle: {
    begins: "Allocating",
    becomes: "Available",
    seconds: 3,
    ends: "Releasing",
    endSeconds: 2,
    busy: {
      code: "IncorrectEipStatus",
      message: "Current elastic IP status does not support this operation.",
    },
  },
  protection: {
    attribute: "deletionProtection",
    refused: {
      code: "InvalidOperation.DeletionProtection",
      message: "The instance cannot be deleted because of deletion protection.",
    },
  },
  complete: (wanted, look) => ({
    ipAddress: text(wanted, "ipAddress") || freePublicAddress(look),
    bandwidth: wanted.bandwidth ?? "5",
    createTime: timestamp(look.now),
    internetChargeType: wanted.internetChargeType ?? "PayByBandwidth",
    paymentType: wanted.paymentType ?? "PayAsYouGo",
    instanceChargeType: wanted.paymentType === "Subscription" ? "PrePaid" : "PostPaid",
    isp: wanted.isp ?? "BGP",
    netmode: wanted.netmode ?? "public",
    mode: wanted.mode ?? "NAT",
    deletionProtection: wanted.deletionProtection ?? false,
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
  }),
  describe: (object, look) => ({
    allocationId: object.id,
    ...((associationOf("allocationId", object.id, look) || balancerOfEip(object.id, look)) && {
      status: "InUse",
    }),
  }),
};

/** What an EIP can be bound to, by the API's word for it. */
const HOLDERS: Readonly<Record<string, string>> = {
  EcsInstance: "alicloud:instance",
  HaVip: "alicloud:havip",
  Nat: "alicloud:natGateway",
};

/** The API's word for what an id belongs to. */
function kindOf(attributes: Attributes): string {
  const given = text(attributes, "instanceType");
  if (given !== "") return given;
  const id = text(attributes, "instanceId");
  if (id.startsWith("ngw-")) return "Nat";
  return id.startsWith("havip-") ? "HaVip" : "EcsInstance";
}

// The service spells it so.
const HOLDER_NOT_FOUND = {
  code: "InvalidInstanId.NotFound",
  message: "Specified instance does not exist.",
} as const;

/** The type, for associations with one of it. */
function only(type: string) {
  return (attributes: Attributes) => (HOLDERS[kindOf(attributes)] === type ? type : undefined);
}

export const eipAssociation: ResourceType = {
  type: "alicloud:eipAssociation",
  service: "Vpc",
  actions: {
    create: "AssociateEipAddress",
    describe: "DescribeEipAddresses",
    modify: "ModifyEipForwardMode",
    remove: "UnassociateEipAddress",
  },
  id: (association) => `${text(association, "allocationId")}:${text(association, "instanceId")}`,
  notFound: EIP_NOT_FOUND,
  references: [
    {
      attribute: "allocationId",
      to: "alicloud:eip",
      missing: EIP_NOT_FOUND,
      busy: {
        code: "IncorrectEipStatus",
        message: "Current elastic IP status does not support this operation.",
      },
      holds: {
        code: "IncorrectEipStatus",
        message: "Current elastic IP status does not support this operation.",
      },
    },
    {
      attribute: "instanceId",
      to: only("alicloud:natGateway"),
      missing: HOLDER_NOT_FOUND,
      busy: { code: "IncorrectStatus.NatGateway", message: "The status of the NAT gateway is incorrect." },
      holds: {
        code: "DependencyViolation.EIPS",
        message: "There are Eips on specified NatGateway, please unbind it first.",
      },
    },
    {
      attribute: "instanceId",
      to: only("alicloud:havip"),
      missing: HOLDER_NOT_FOUND,
      busy: { code: "IncorrectHaVipStatus", message: "The specified HaVip is neither Available nor InUse." },
      holds: { code: "IncorrectHaVipStatus", message: "An EIP is bound to the specified HaVip." },
    },
    {
      attribute: "instanceId",
      to: only("alicloud:instance"),
      missing: HOLDER_NOT_FOUND,
      busy: {
        code: "IncorrectInstanceStatus",
        message: "Current instance status does not support this operation.",
      },
      follows: true,
    },
  ],
  check(wanted, look, before) {
    if (!Object.hasOwn(HOLDERS, kindOf(wanted))) {
      look.refuse(
        "InvalidInstanceType.ValueNotSupported",
        `The specified value of InstanceType is not supported. (${kindOf(wanted)})`,
      );
    }
    // What is bound stays bound: only how it is can change.
    if (before) return;
    const allocation = text(wanted, "allocationId");
    if (associationOf("allocationId", allocation, look) || balancerOfEip(allocation, look)) {
      look.refuse(
        "IncorrectEipStatus",
        "Current elastic IP status does not support this operation. It is InUse.",
      );
    }
    // A NAT gateway takes many, everything else one.
    if (kindOf(wanted) !== "Nat" && associationOf("instanceId", text(wanted, "instanceId"), look)) {
      look.refuse(
        "InvalidAssociation.Duplicated",
        `Specified instance already is associated. (${text(wanted, "instanceId")})`,
      );
    }
  },
  complete: (wanted) => ({ instanceType: kindOf(wanted), mode: wanted.mode ?? "NAT" }),
  leave({ attributes }, look) {
    const address = text(
      look.get("alicloud:eip", text(attributes, "allocationId"))?.attributes ?? {},
      "ipAddress",
    );
    const forward = look.having("alicloud:forwardEntry", "externalIp", address)[0];
    if (forward && kindOf(attributes) === "Nat") {
      look.refuse(
        "InvalidIpStatus.HasBeenUsedByForwardEntry",
        `The address is used by a forward entry. (${address}, ${forward.id})`,
      );
    }
    const entry = look
      .all("alicloud:snatEntry")
      .find((other) => text(other.attributes, "snatIp").split(",").includes(address));
    if (entry && kindOf(attributes) === "Nat") {
      look.refuse(
        "InvalidIpStatus.HasBeenUsedBySnatTable",
        `The address is used by an SNAT entry. (${address}, ${entry.id})`,
      );
    }
  },
};

function associationOf(attribute: "allocationId" | "instanceId", id: string, look: Look) {
  return look.having("alicloud:eipAssociation", attribute, id)[0];
}

import { holdsAddress, parseAddress, parseBlock } from "../ipv4.ts";
import { type Attributes, text } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { vpcId } from "./ids.ts";

const PROTOCOLS = ["tcp", "udp", "any"];
const HIGHEST_PORT = 65_535;

const DUPLICATED = {
  code: "OperationUnsupported.ForwardEntry",
  message: "Duplicated destination ip port is unsupported.",
} as const;

/** A port of a NAT gateway's public address that leads to one of a machine. */
export const forwardEntry: ResourceType = {
  type: "alicloud:forwardEntry",
  service: "Vpc",
  actions: {
    create: "CreateForwardEntry",
    describe: "DescribeForwardTableEntries",
    modify: "ModifyForwardEntry",
    remove: "DeleteForwardEntry",
  },
  nameAttribute: "forwardEntryName",
  id: (entry) => `${text(entry, "forwardTableId")}:${text(entry, "forwardEntryId")}`,
  notFound: {
    code: "InvalidForwardEntryId.NotFound",
    message: "Specified forward entry does not exist.",
  },
  references: [
    {
      attribute: "forwardTableId",
      to: "alicloud:natGateway",
      by: "forwardTableIds",
      missing: { code: "InvalidForwardTableId.NotFound", message: "Specified forward table does not exist." },
      busy: { code: "IncorrectStatus.NATGW", message: "The status of the NAT gateway is incorrect." },
      holds: {
        code: "DependencyViolation.ForwardEntry",
        message: "Specified NAT gateway still has forward entries.",
      },
    },
  ],
  unique: [
    { attributes: ["externalIp", "externalPort", "ipProtocol"], taken: DUPLICATED },
    { attributes: ["internalIp", "internalPort", "ipProtocol"], taken: DUPLICATED },
  ],
  quotas: [
    {
      limit: 100,
      per: "forwardTableId",
      exceeded: { code: "QuotaExceeded.ForwardEntry", message: "Forward entry quota exceeded." },
    },
  ],
  lifecycle: {
    begins: "Pending",
    becomes: "Available",
    seconds: 5,
    ends: "Deleting",
    endSeconds: 3,
    // The service spells it so.
    busy: {
      code: "IncorretForwardEntryStatus",
      message: "Some Forward entry status blocked this operation.",
    },
  },
  check(wanted, look) {
    if (!PROTOCOLS.includes(text(wanted, "ipProtocol").toLowerCase())) {
      // The service spells it so.
      look.refuse(
        "InvalidProtocal.ValueNotSupported",
        `The specified IpProtocol does not support. (${text(wanted, "ipProtocol")})`,
      );
    }
    if (!isPort(text(wanted, "externalPort"))) {
      look.refuse(
        "InvalidExternalPort.Malformed",
        `The specified ExternalPort is not a valid port. (${text(wanted, "externalPort")})`,
      );
    }
    if (!isPort(text(wanted, "internalPort"))) {
      look.refuse(
        "InvalidInternalPort.Malformed",
        `The specified InternalPort is not a valid port. (${text(wanted, "internalPort")})`,
      );
    }
    checkAddresses(wanted, look);
  },
  complete: (_, { scope }) => ({ forwardEntryId: vpcId("fwd", scope) }),
};

/** The way in is an address of the gateway's, the way on one of its VPC. */
function checkAddresses(wanted: Attributes, look: Look): void {
  const [gateway] = look.having("alicloud:natGateway", "forwardTableIds", text(wanted, "forwardTableId"));
  const external = text(wanted, "externalIp");
  const bound = look
    .having("alicloud:eipAssociation", "instanceId", gateway?.id ?? "")
    .map(
      ({ attributes }) => look.get("alicloud:eip", text(attributes, "allocationId"))?.attributes.ipAddress,
    );
  if (!bound.includes(external)) {
    look.refuse(
      "InvalidIp.NotInNatgw",
      `The address is not bound to the NAT gateway. (${external}, ${gateway?.id})`,
    );
  }
  const internal = parseAddress(text(wanted, "internalIp"));
  const vpc = look.get("alicloud:vpc", text(gateway?.attributes ?? {}, "vpcId"));
  const block = parseBlock(text(vpc?.attributes ?? {}, "cidrBlock"));
  if (internal === undefined || (block && !holdsAddress(block, internal))) {
    // The service spells it so.
    look.refuse(
      "Forbidden.DestnationIpOutOfVpcCIDR",
      `The specified Internal Ip is Out of VPC CIDR. (${text(wanted, "internalIp")})`,
    );
  }
}

/** A port, a range of them (`10/20`), or any. */
function isPort(written: string): boolean {
  if (written.toLowerCase() === "any") return true;
  const ports = written.split("/").map(Number);
  return (
    ports.length <= 2 &&
    ports.every((port) => Number.isInteger(port) && port >= 1 && port <= HIGHEST_PORT) &&
    (ports[0] ?? 0) <= (ports.at(-1) ?? 0)
  );
}

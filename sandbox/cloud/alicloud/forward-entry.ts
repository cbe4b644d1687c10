import { text, texts } from "../object.ts";
import type { Look, ResourceType } from "../resource-type.ts";
import { vpcId } from "./ids.ts";

const NOT_FOUND = {
  code: "InvalidForwardEntryId.NotFound",
  message: "Specified forward entry does not exist.",
} as const;

/** A port of a NAT gateway's public address that leads to a machine behind it (DNAT). */
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
  notFound: NOT_FOUND,
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
    {
      attributes: ["forwardTableId", "externalIp", "externalPort", "ipProtocol"],
      taken: { code: "Forbidden.DuplicatedEntry", message: "The forward entry exists already." },
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
      message: "Some forward entry status blocked this operation.",
    },
  },
  check(wanted, look) {
    const address = text(wanted, "externalIp");
    if (!addressesOf(text(wanted, "forwardTableId"), look).includes(address))
      look.refuse("InvalidIp.NotInNatgw", `The address is not bound to the NAT gateway. (${address})`);
  },
  complete: (_, look) => ({ forwardEntryId: vpcId("fwd", look.scope) }),
};

/** The public addresses of the gateway that a table belongs to. */
function addressesOf(table: string, look: Look): readonly string[] {
  const gateway = look
    .all("alicloud:natGateway")
    .find(({ attributes }) => texts(attributes, "forwardTableIds").includes(table));
  return look
    .all("alicloud:eipAssociation")
    .filter(({ attributes }) => attributes.instanceId === gateway?.id)
    .map(({ attributes }) =>
      text(look.get("alicloud:eip", text(attributes, "allocationId"))?.attributes ?? {}, "ipAddress"),
    );
}

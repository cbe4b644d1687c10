import { text } from "../../../../sandbox/cloud/object.ts";
import type { WrongProgram } from "../../account.ts";

const TYPE = "alicloud:forwardEntry";

/** A gateway with one entry, and what another entry beside it would say. */
const BESIDE = { externalPort: "8443", internalPort: "8443" } as const;

export const FORWARD_ENTRY_PROGRAMS: readonly WrongProgram[] = [
  {
    type: TYPE,
    code: "InvalidForwardTableId.NotFound",
    what: "in a table that isn't there",
    run: (account) => account.create(TYPE, { forwardTableId: "ftb-nobody" }),
  },
  {
    type: TYPE,
    code: "IncorrectStatus.NATGW",
    what: "in the table of a gateway that is pending",
    run: async (account) => {
      await account.the("alicloud:natGateway");
      await account.wanted(TYPE);
      const { attributes } = await account.begin("alicloud:natGateway");
      await account.create(TYPE, { forwardTableId: text(attributes, "forwardTableIds") });
    },
  },
  {
    type: TYPE,
    code: "DependencyViolation.ForwardEntry",
    what: "left behind by its gateway",
    run: async (account) => {
      await account.the(TYPE);
      const { id } = await account.the("alicloud:natGateway");
      await account.remove("alicloud:natGateway", id);
    },
  },
  {
    type: TYPE,
    code: "OperationUnsupported.ForwardEntry",
    what: "from the same port to another",
    run: async (account) => {
      await account.the(TYPE);
      await account.create(TYPE, { internalPort: "8443" });
    },
  },
  {
    type: TYPE,
    code: "OperationUnsupported.ForwardEntry",
    what: "from another port to the same",
    run: async (account) => {
      await account.the(TYPE);
      await account.create(TYPE, { externalPort: "8443" });
    },
  },
  {
    type: TYPE,
    code: "QuotaExceeded.ForwardEntry",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { [TYPE]: 1 } });
      await account.the(TYPE);
      await account.create(TYPE, BESIDE);
    },
  },
  {
    type: TYPE,
    code: "IncorretForwardEntryStatus",
    what: "deleted while it is pending",
    run: async (account) => {
      await account.wanted(TYPE);
      const { id } = await account.begin(TYPE);
      await account.remove(TYPE, id);
    },
  },
  {
    type: TYPE,
    code: "InvalidProtocal.ValueNotSupported",
    what: "of a protocol without ports",
    run: (account) => account.create(TYPE, { ipProtocol: "icmp" }),
  },
  {
    type: TYPE,
    code: "InvalidExternalPort.Malformed",
    what: "from a port beyond the last",
    run: (account) => account.create(TYPE, { externalPort: "65536" }),
  },
  {
    type: TYPE,
    code: "InvalidInternalPort.Malformed",
    what: "to a range that runs backwards",
    run: (account) => account.create(TYPE, { internalPort: "20/10" }),
  },
  {
    type: TYPE,
    code: "InvalidIp.NotInNatgw",
    what: "from an address that isn't the gateway's",
    run: (account) => account.create(TYPE, { externalIp: "203.0.113.255" }),
  },
  {
    type: TYPE,
    code: "Forbidden.DestnationIpOutOfVpcCIDR",
    what: "to an address outside the VPC",
    run: (account) => account.create(TYPE, { internalIp: "192.168.0.1" }),
  },
  {
    type: TYPE,
    code: "InvalidIpStatus.HasBeenUsedByForwardEntry",
    what: "that loses its address",
    run: async (account) => {
      await account.the(TYPE);
      const { id } = await account.the("alicloud:eipAssociation");
      await account.remove("alicloud:eipAssociation", id);
    },
  },
  {
    type: TYPE,
    code: "InvalidForwardEntryId.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove(TYPE, "ftb-nobody:fwd-nobody"),
  },
];

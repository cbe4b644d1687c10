import { text } from "../../../../sandbox/cloud/object.ts";
import type { WrongProgram } from "../../account.ts";

const TYPE = "alicloud:forwardEntry";

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
    what: "on a gateway that is being created",
    run: async (account) => {
      await account.wanted(TYPE);
      const { attributes } = await account.begin("alicloud:natGateway");
      await account.begin(TYPE, { forwardTableId: text(attributes, "forwardTableIds") });
    },
  },
  {
    type: TYPE,
    code: "InvalidIp.NotInNatgw",
    what: "of an address that isn't bound to the gateway",
    run: async (account) => {
      const { attributes } = await account.create("alicloud:eip");
      await account.create(TYPE, { externalIp: text(attributes, "ipAddress") });
    },
  },
  {
    type: TYPE,
    code: "Forbidden.DuplicatedEntry",
    what: "a second one for the same port",
    run: async (account) => {
      await account.the(TYPE);
      await account.create(TYPE);
    },
  },
  {
    type: TYPE,
    code: "IncorretForwardEntryStatus",
    what: "changed while it is pending",
    run: async (account) => {
      const { id } = await account.begin(TYPE);
      await account.modify(TYPE, id, { forwardEntryName: "new" });
    },
  },
  {
    type: TYPE,
    code: "InvalidForwardEntryId.NotFound",
    what: "deleted without being there",
    run: (account) => account.remove(TYPE, "ftb-nobody:fwd-nobody"),
  },
  {
    type: TYPE,
    code: "DependencyViolation.ForwardEntry",
    what: "whose gateway is to go",
    run: async (account) => {
      await account.the(TYPE);
      await account.remove("alicloud:natGateway", (await account.the("alicloud:natGateway")).id);
    },
  },
];

import type { WrongProgram } from "../../account.ts";

export const OOS_PROGRAMS: readonly WrongProgram[] = [
  {
    type: "alicloud:secretParameter",
    code: "InvalidParameter",
    what: "with a slash in its name",
    run: (account) => account.create("alicloud:secretParameter", { secretParameterName: "hougu/dev" }),
  },
  {
    type: "alicloud:secretParameter",
    code: "InvalidParameter",
    what: "with a name that begins with a word of Alibaba Cloud's own",
    run: (account) => account.create("alicloud:secretParameter", { secretParameterName: "oos-dev" }),
  },
  {
    type: "alicloud:secretParameter",
    code: "InvalidParameter",
    what: "with an empty value",
    run: (account) => account.create("alicloud:secretParameter", { value: "" }),
  },
  {
    type: "alicloud:secretParameter",
    code: "InvalidParameter",
    what: "with a value of 4,097 characters",
    run: (account) => account.create("alicloud:secretParameter", { value: "x".repeat(4097) }),
  },
  {
    type: "alicloud:secretParameter",
    code: "EntityAlreadyExists.Parameter",
    what: "a second one of the same name",
    run: async (account) => {
      await account.the("alicloud:secretParameter");
      await account.create("alicloud:secretParameter");
    },
  },
  {
    type: "alicloud:secretParameter",
    code: "EntityNotExists.Parameter",
    what: "deleted without being there",
    run: (account) => account.remove("alicloud:secretParameter", "nobody"),
  },
];

import { numeric, text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { randomLetters } from "./ids.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP } from "./vpc.ts";

/** Characters of a value (API reference of CreateSecretParameter). */
const LONGEST_VALUE = 4096;
/** e.g. `p-14ed150fdcd048xxxxxx`. */
const PARAMETER_ID_LETTERS = 20;

/** An encrypted parameter of CloudOps Orchestration Service. */
export const secretParameter: ResourceType = {
  type: "alicloud:secretParameter",
  service: "oos",
  actions: {
    create: "CreateSecretParameter",
    describe: "GetSecretParameter",
    modify: "UpdateSecretParameter",
    remove: "DeleteSecretParameter",
  },
  nameAttribute: "secretParameterName",
  sealed: ["value"],
  id: (parameter) => text(parameter, "secretParameterName"),
  notFound: { code: "EntityNotExists.Parameter", message: "The parameter does not exist." },
  unique: [
    {
      attributes: ["secretParameterName"],
      taken: { code: "EntityAlreadyExists.Parameter", message: "The parameter already exists." },
    },
  ],
  check(wanted, look) {
    const name = text(wanted, "secretParameterName");
    if (!/^[A-Za-z0-9_-]{2,180}$/.test(name) || /^(ALIYUN|ACS|ALIBABA|ALICLOUD|OOS)/i.test(name)) {
      look.refuse("InvalidParameter", `The specified parameter Name is not valid. (${name})`);
    }
    const { length } = text(wanted, "value");
    if (length === 0 || length > LONGEST_VALUE) {
      look.refuse(
        "InvalidParameter",
        `The specified parameter Value has ${length} characters, 1 to ${LONGEST_VALUE} are allowed. (${name})`,
      );
    }
  },
  complete: (wanted, { now }) => ({
    type: "Secret",
    parameterId: `p-${randomLetters(PARAMETER_ID_LETTERS)}`,
    parameterVersion: 1,
    createTime: timestamp(now),
    updatedDate: timestamp(now),
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
  }),
  adjust: (_, { now }, before) => ({
    parameterVersion: (numeric(before.attributes, "parameterVersion") ?? 1) + 1,
    updatedDate: timestamp(now),
  }),
};

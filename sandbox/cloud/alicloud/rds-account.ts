import { text, texts } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { ofInstance } from "./rds.ts";

const LONGEST_ACCOUNT_NAME = 32;

export const rdsDatabase: ResourceType = {
  type: "alicloud:rdsDatabase",
  service: "Rds",
  actions: {
    create: "CreateDatabase",
    describe: "DescribeDatabases",
    modify: "ModifyDBDescription",
    remove: "DeleteDatabase",
  },
  id: (database) => `${text(database, "instanceId")}:${text(database, "dataBaseName")}`,
  notFound: { code: "InvalidDBName.NotFound", message: "The specified database does not exist." },
  references: [ofInstance("instanceId")],
  unique: [
    {
      attributes: ["instanceId", "dataBaseName"],
      taken: { code: "InvalidDBName.Duplicate", message: "The database name already exists." },
    },
  ],
  check(wanted, look) {
    const name = text(wanted, "dataBaseName");
    if (!/^[a-z]([a-z0-9_-]{0,62}[a-z0-9])?$/.test(name)) {
      look.refuse("InvalidDBName.Malformed", `The specified database name is not valid. (${name})`);
    }
  },
  complete: () => ({ status: "Running" }),
};

export const rdsAccount: ResourceType = {
  type: "alicloud:rdsAccount",
  service: "Rds",
  actions: {
    create: "CreateAccount",
    describe: "DescribeAccounts",
    modify: "ResetAccountPassword",
    remove: "DeleteAccount",
  },
  sealed: ["accountPassword"],
  id: (account) => `${text(account, "dbInstanceId")}:${text(account, "accountName")}`,
  notFound: { code: "InvalidAccountName.NotFound", message: "The specified account does not exist." },
  references: [ofInstance("dbInstanceId")],
  unique: [
    {
      attributes: ["dbInstanceId", "accountName"],
      taken: { code: "InvalidAccountName.Duplicate", message: "The account name already exists." },
    },
  ],
  check(wanted, look) {
    const name = text(wanted, "accountName");
    const password = text(wanted, "accountPassword");
    if (!/^[a-z][a-z0-9_]*[a-z0-9]$/.test(name) || name.length > LONGEST_ACCOUNT_NAME) {
      look.refuse("InvalidAccountName.Malformed", `The specified account name is not valid. (${name})`);
    }
    if (!isStrong(password)) {
      look.refuse(
        "InvalidAccountPassword.Malformed",
        `The password needs 8 to 32 characters of three kinds: capitals, small letters, digits, !@#$%^&*()_+-=. (${name})`,
      );
    }
  },
  complete: (wanted) => ({ status: "Available", accountType: wanted.accountType ?? "Normal" }),
};

/** What RDS asks of a password; Redis asks the same. */
export function isStrong(password: string): boolean {
  const kinds = [/[A-Z]/, /[a-z]/, /[0-9]/, /[!@#$%^&*()_+=-]/].filter((kind) => kind.test(password)).length;
  return /^[A-Za-z0-9!@#$%^&*()_+=-]{8,32}$/.test(password) && kinds >= 3;
}

export const rdsAccountPrivilege: ResourceType = {
  type: "alicloud:rdsAccountPrivilege",
  service: "Rds",
  actions: {
    create: "GrantAccountPrivilege",
    describe: "DescribeAccounts",
    modify: "GrantAccountPrivilege",
    remove: "RevokeAccountPrivilege",
  },
  id: (grant) =>
    ["instanceId", "accountName", "privilege"].map((attribute) => text(grant, attribute)).join(":"),
  notFound: { code: "InvalidAccountName.NotFound", message: "The specified account does not exist." },
  references: [ofInstance("instanceId")],
  check(wanted, look, before) {
    const instanceId = text(wanted, "instanceId");
    const account = text(wanted, "accountName");
    const others = look
      .all("alicloud:rdsAccountPrivilege")
      .filter(
        ({ id, attributes }) =>
          id !== before?.id && attributes.instanceId === instanceId && attributes.accountName === account,
      );
    const names = texts(wanted, "dbNames");
    if (others.some(({ attributes }) => texts(attributes, "dbNames").some((name) => names.includes(name)))) {
      look.refuse("InvalidAccountPrivilege.Duplicate", `The account has a privilege already. (${account})`);
    }
    if (!look.get("alicloud:rdsAccount", `${instanceId}:${account}`)) {
      look.refuse("InvalidAccountName.NotFound", `The specified account does not exist. (${account})`);
    }
    const missing = texts(wanted, "dbNames").find(
      (name) => !look.get("alicloud:rdsDatabase", `${instanceId}:${name}`),
    );
    if (missing !== undefined) {
      look.refuse("InvalidDBName.NotFound", `The specified database does not exist. (${missing})`);
    }
  },
};

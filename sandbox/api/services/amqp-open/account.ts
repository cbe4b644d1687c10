import type { CloudObject } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { INSTANCE } from "./instance.ts";

const ACCOUNT = "alicloud:amqpOpenSourceAccount";
const PERMISSION = "alicloud:amqpOpenSourcePermission";

const ACCOUNT_ASKED: Fields = {
  InstanceId: text("instanceId"),
  UserName: text("userName"),
  Description: text("description"),
  Password: text("password"),
};

const RIGHTS: Fields = {
  Configure: text("configure"),
  Write: text("write"),
  Read: text("read"),
};

const PERMISSION_ASKED: Fields = {
  InstanceId: text("instanceId"),
  UserName: text("userName"),
  Vhost: text("vhost"),
  ...RIGHTS,
};

function idOf({ parameters }: Call, ...names: readonly string[]): string {
  return names.map((name) => parameters.required(name)).join(":");
}

async function ofInstance(call: Call, type: string): Promise<readonly CloudObject[]> {
  const instance = await call.need(INSTANCE, call.parameters.required("InstanceId"));
  return (await call.all(type)).filter(({ attributes }) => attributes.instanceId === instance.id);
}

/** The accounts of an instance that keeps its own, and what each may do. Passwords are never shown. */
export const ACCOUNT_ACTIONS: Readonly<Record<string, Action>> = {
  CreateOpenSourceAccount: async (call) => {
    await call.create(ACCOUNT, taken(call.parameters, ACCOUNT_ASKED));
    return { Success: true };
  },
  UpdateOpenSourceAccount: async (call) => {
    const { InstanceId: _, UserName: __, ...changeable } = ACCOUNT_ASKED;
    await call.modify(ACCOUNT, idOf(call, "UserName", "InstanceId"), taken(call.parameters, changeable));
    return { Success: true };
  },
  DeleteOpenSourceAccount: async (call) => {
    await call.remove(ACCOUNT, idOf(call, "UserName", "InstanceId"));
    return { Success: true };
  },
  ListOpenSourceAccounts: async (call) => ({
    Data: (await ofInstance(call, ACCOUNT)).map(({ attributes }) => ({
      CInstanceId: String(attributes.instanceId),
      Name: String(attributes.userName),
      ExtraJson: JSON.stringify({ description: attributes.description ?? "" }),
    })),
  }),
  CreateOpenSourcePermission: async (call) => {
    await call.create(PERMISSION, taken(call.parameters, PERMISSION_ASKED));
    return { Success: true };
  },
  UpdateOpenSourcePermission: async (call) => {
    const id = idOf(call, "UserName", "Vhost", "InstanceId");
    await call.modify(PERMISSION, id, taken(call.parameters, RIGHTS));
    return { Success: true };
  },
  DeleteOpenSourcePermission: async (call) => {
    await call.remove(PERMISSION, idOf(call, "UserName", "Vhost", "InstanceId"));
    return { Success: true };
  },
  ListOpenSourcePermissions: async (call) => {
    const user = call.parameters.text("UserName");
    const permissions = (await ofInstance(call, PERMISSION)).filter(
      ({ attributes }) => !user || attributes.userName === user,
    );
    return {
      Data: permissions.map(({ attributes }) => ({
        ...shown(attributes, RIGHTS),
        CInstanceId: String(attributes.instanceId),
        Name: String(attributes.userName),
        Vhost: String(attributes.vhost),
      })),
    };
  },
};

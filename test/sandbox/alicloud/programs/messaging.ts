import type { Account, WrongProgram } from "../../account.ts";

const twice = (type: string, code: string, what: string): WrongProgram => ({
  type,
  code,
  what,
  run: async (account) => {
    await account.the(type);
    await account.create(type);
  },
});
const wrong = (
  type: string,
  code: string,
  what: string,
  changes: Parameters<Account["create"]>[1],
): WrongProgram => ({ type, code, what, run: (account) => account.create(type, changes) });

export const MESSAGING_PROGRAMS: readonly WrongProgram[] = [
  wrong("alicloud:amqpInstance", "InvalidParameter", "with its own accounts, shared with others", {
    edition: "shared",
  }),
  wrong("alicloud:amqpInstance", "InvalidMaxEipTps", "with a public rate in a step that isn't sold", {
    supportEip: true,
    maxEipTps: "200",
  }),
  wrong("alicloud:amqpInstance", "InvalidVSwitchIds", "in one zone", { vswitchIds: [] }),
  {
    type: "alicloud:amqpInstance",
    code: "DependencyViolation",
    what: "whose vSwitch is to go",
    run: async (account) => {
      await account.the("alicloud:amqpInstance");
      await account.remove("alicloud:vswitch", (await account.the("alicloud:vswitch")).id);
    },
  },
  wrong("alicloud:amqpVirtualHost", "InstanceNotExist", "in an instance that isn't there", {
    instanceId: "rabbitmq-cn-nobody",
  }),
  {
    type: "alicloud:amqpVirtualHost",
    code: "InstanceNotServing",
    what: "in an instance that is being built",
    run: async (account) => {
      const { id } = await account.begin("alicloud:amqpInstance");
      await account.cloud.create(account.session, "alicloud:amqpVirtualHost", {
        instanceId: id,
        virtualHostName: "artist",
      });
    },
  },
  wrong("alicloud:amqpVirtualHost", "InvalidParameter", "with a blank in its name", {
    virtualHostName: "a b",
  }),
  twice("alicloud:amqpVirtualHost", "VirtualHostAlreadyExist", "twice"),
  {
    type: "alicloud:amqpVirtualHost",
    code: "VirtualHostNotEmpty",
    what: "that still has a queue",
    run: async (account) => {
      await account.the("alicloud:amqpQueue");
      await account.remove("alicloud:amqpVirtualHost", (await account.the("alicloud:amqpVirtualHost")).id);
    },
  },
  wrong("alicloud:amqpExchange", "VirtualHostNotExist", "in a virtual host that isn't there", {
    virtualHostName: "nobody",
  }),
  wrong("alicloud:amqpExchange", "InvalidParameter", "named as the service's own", {
    exchangeName: "amq.mine",
  }),
  twice("alicloud:amqpExchange", "ExchangeAlreadyExist", "twice"),
  wrong("alicloud:amqpQueue", "ExchangeNotExist", "whose dead letters go nowhere", {
    deadLetterExchange: "nowhere",
  }),
  twice("alicloud:amqpQueue", "QueueAlreadyExist", "twice"),
  wrong("alicloud:amqpBinding", "QueueNotExist", "to a queue that isn't there", {
    destinationName: "nobody",
  }),
  wrong("alicloud:amqpBinding", "ExchangeNotExist", "from an exchange that isn't there", {
    sourceExchange: "nobody",
  }),
  twice("alicloud:amqpBinding", "BindingAlreadyExist", "twice"),
  wrong("alicloud:amqpOpenSourceAccount", "InvalidParameter", "named guest", { userName: "guest" }),
  wrong("alicloud:amqpOpenSourceAccount", "InvalidPassword", "with a simple password", {
    password: "password",
  }),
  twice("alicloud:amqpOpenSourceAccount", "UserAlreadyExist", "twice"),
  {
    type: "alicloud:amqpOpenSourceAccount",
    code: "AuthModelNotSupported",
    what: "in an instance whose accounts are RAM's",
    run: async (account) => {
      const { id } = await account.create("alicloud:amqpInstance", { authModel: "ram", edition: "shared" });
      await account.cloud.create(account.session, "alicloud:amqpOpenSourceAccount", {
        instanceId: id,
        userName: "artist-app",
        password: "Aa1_0123456789abcdef",
      });
    },
  },
  wrong("alicloud:amqpOpenSourcePermission", "UserNotExist", "for a user that isn't there", {
    userName: "nobody",
  }),
  wrong("alicloud:amqpOpenSourcePermission", "InvalidParameter", "that is no regular expression", {
    read: "(",
  }),
  {
    type: "alicloud:amqpBinding",
    code: "BindingNotExist",
    what: "that isn't there",
    run: (account) => account.remove("alicloud:amqpBinding", "nobody"),
  },
  {
    type: "alicloud:amqpOpenSourcePermission",
    code: "PermissionNotExist",
    what: "that isn't there",
    run: (account) => account.remove("alicloud:amqpOpenSourcePermission", "nobody"),
  },
  wrong("alicloud:command", "CmdContent.DecodeError", "that isn't base64", { commandContent: "#!/bin/sh" }),
  wrong("alicloud:command", "CmdContent.ExceedLimit", "that is too long", {
    commandContent: Buffer.alloc(18 * 1024 + 1).toString("base64"),
  }),
  wrong("alicloud:command", "InvalidParameter.Timeout", "that may take longer than a day", {
    timeout: 86_401,
  }),
  {
    type: "alicloud:command",
    code: "CmdCount.ExceedQuota",
    what: "one more than the quota",
    run: async (account) => {
      account.set({ quotas: { "alicloud:command": 1 } });
      await account.the("alicloud:command");
      await account.create("alicloud:command");
    },
  },
  wrong("alicloud:invocation", "InvalidCmdId.NotFound", "of a command that isn't there", {
    commandId: "c-nobody",
  }),
  wrong("alicloud:invocation", "InvalidInstanceId.NotFound", "on a machine that isn't there", {
    instanceIds: ["i-nobody"],
  }),
  wrong("alicloud:invocation", "NumberExceed.InstanceIds", "on no machine", { instanceIds: [] }),
  {
    type: "alicloud:invocation",
    code: "InvalidInstance.NotRunning",
    what: "on a machine that is still being made",
    run: async (account) => {
      const { id: commandId } = await account.the("alicloud:command");
      const { id } = await account.begin("alicloud:instance");
      await account.cloud.create(account.session, "alicloud:invocation", { commandId, instanceIds: [id] });
    },
  },
  {
    type: "alicloud:invocation",
    code: "InvalidInvokeId.NotFound",
    what: "that isn't there",
    run: (account) => account.remove("alicloud:invocation", "t-nobody"),
  },
];

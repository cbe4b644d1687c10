import { type Attributes, text, texts } from "../object.ts";
import type { Look, Reference, ResourceType } from "../resource-type.ts";
import { randomLetters } from "./ids.ts";
import { SECURITY_GROUP_NOT_FOUND } from "./security-group.ts";
import { VPC_NOT_FOUND, VSWITCH_NOT_FOUND } from "./vpc.ts";

const SERVICE = "amqp-open";

const INSTANCE_NOT_FOUND = { code: "InstanceNotExist", message: "The instance does not exist." } as const;
const VHOST_NOT_FOUND = { code: "VirtualHostNotExist", message: "The virtual host does not exist." } as const;
const EXCHANGE_NOT_FOUND = { code: "ExchangeNotExist", message: "The exchange does not exist." } as const;
const QUEUE_NOT_FOUND = { code: "QueueNotExist", message: "The queue does not exist." } as const;
const USER_NOT_FOUND = { code: "UserNotExist", message: "The user does not exist." } as const;

const actions = (what: string): ResourceType["actions"] => ({
  create: `Create${what}`,
  describe: `List${what}s`,
  modify: `Update${what}`,
  remove: `Delete${what}`,
});

/** In an instance: nothing of it may be asked for before that is ready, and it goes when that goes. */
const OF_INSTANCE: Reference = {
  attribute: "instanceId",
  to: "alicloud:amqpInstance",
  missing: INSTANCE_NOT_FOUND,
  busy: { code: "InstanceNotServing", message: "The instance is not in service." },
  follows: true,
};

/** Letters, digits and `-_.#/@`, 1 to 255 (API reference of CreateVirtualHost, CreateExchange, CreateQueue). */
const NAME = /^[A-Za-z0-9\-_.#/@]{1,255}$/;

function checkName(attributes: Attributes, attribute: string, look: Look): void {
  const name = text(attributes, attribute);
  if (!NAME.test(name)) look.refuse("InvalidParameter", `The name is not valid. (${attribute}: ${name})`);
}

export const amqpInstance: ResourceType = {
  type: "alicloud:amqpInstance",
  service: SERVICE,
  actions: actions("Instance"),
  nameAttribute: "instanceName",
  id: () => `rabbitmq-cn-${randomLetters(11)}`,
  notFound: INSTANCE_NOT_FOUND,
  references: [
    {
      attribute: "vpcId",
      to: "alicloud:vpc",
      missing: VPC_NOT_FOUND,
      holds: { code: "DependencyViolation", message: "The VPC still has endpoints of a message instance." },
    },
    {
      attribute: "vswitchIds",
      to: "alicloud:vswitch",
      missing: VSWITCH_NOT_FOUND,
      holds: {
        code: "DependencyViolation",
        message: "The vSwitch still has an endpoint of a message instance.",
      },
    },
    {
      attribute: "securityGroupId",
      to: "alicloud:securityGroup",
      missing: SECURITY_GROUP_NOT_FOUND,
      holds: { code: "DependencyViolation", message: "The security group is used by a message instance." },
    },
  ],
  lifecycle: {
    begins: "DEPLOYING",
    becomes: "SERVING",
    seconds: 300,
    ends: "RELEASED",
    endSeconds: 0,
    busy: { code: "InstanceNotServing", message: "The instance is not in service." },
  },
  check(wanted, look) {
    if (wanted.authModel === "openSource" && wanted.edition !== "dedicated") {
      look.refuse(
        "InvalidParameter",
        "Open source authentication is supported by dedicated serverless instances only.",
      );
    }
    const places = texts(wanted, "vswitchIds");
    const zones = new Set(
      places.map((id) => text(look.get("alicloud:vswitch", id)?.attributes ?? {}, "zoneId")),
    );
    if (places.length !== 2 || zones.size !== 2) {
      look.refuse("InvalidVSwitchIds", `Two vSwitches in two zones are required. (${places.join(", ")})`);
    }
    const rate = Number(text(wanted, "maxEipTps"));
    if (wanted.supportEip === true && (rate <= 0 || rate % 128 !== 0)) {
      look.refuse("InvalidMaxEipTps", `MaxEipTps must be a multiple of 128. (${text(wanted, "maxEipTps")})`);
    }
  },
  complete: (wanted, { now }) => ({
    createTime: now,
    instanceType:
      wanted.paymentType === "PayAsYouGo" ? "serverless" : (wanted.instanceType ?? "professional"),
  }),
};

export const amqpVirtualHost: ResourceType = {
  type: "alicloud:amqpVirtualHost",
  service: SERVICE,
  actions: actions("VirtualHost"),
  nameAttribute: "virtualHostName",
  id: (host) => idOf(host, "instanceId", "virtualHostName"),
  notFound: VHOST_NOT_FOUND,
  references: [OF_INSTANCE],
  unique: [
    {
      attributes: ["instanceId", "virtualHostName"],
      taken: { code: "VirtualHostAlreadyExist", message: "The virtual host already exists." },
    },
  ],
  check: (wanted, look) => checkName(wanted, "virtualHostName", look),
  leave({ attributes }, look) {
    const queues = look.all("alicloud:amqpQueue").filter((queue) => isInHost(queue.attributes, attributes));
    if (queues.length > 0) {
      look.refuse("VirtualHostNotEmpty", `The virtual host still has ${queues.length} queues.`);
    }
  },
};

export const amqpExchange: ResourceType = {
  type: "alicloud:amqpExchange",
  service: SERVICE,
  actions: actions("Exchange"),
  nameAttribute: "exchangeName",
  id: (exchange) => idOf(exchange, "instanceId", "virtualHostName", "exchangeName"),
  notFound: EXCHANGE_NOT_FOUND,
  references: [OF_INSTANCE],
  unique: [
    {
      attributes: ["instanceId", "virtualHostName", "exchangeName"],
      taken: { code: "ExchangeAlreadyExist", message: "The exchange already exists." },
    },
  ],
  check(wanted, look) {
    checkName(wanted, "exchangeName", look);
    hostOf(wanted, look);
    if (text(wanted, "exchangeName").startsWith("amq.")) {
      look.refuse("InvalidParameter", "Names that begin with amq. are the service's own.");
    }
  },
  complete: (_, { now }) => ({ createTime: now }),
};

export const amqpQueue: ResourceType = {
  type: "alicloud:amqpQueue",
  service: SERVICE,
  actions: actions("Queue"),
  nameAttribute: "queueName",
  id: (queue) => idOf(queue, "instanceId", "virtualHostName", "queueName"),
  notFound: QUEUE_NOT_FOUND,
  references: [OF_INSTANCE],
  unique: [
    {
      attributes: ["instanceId", "virtualHostName", "queueName"],
      taken: { code: "QueueAlreadyExist", message: "The queue already exists." },
    },
  ],
  check(wanted, look) {
    checkName(wanted, "queueName", look);
    hostOf(wanted, look);
    const dead = text(wanted, "deadLetterExchange");
    if (dead !== "") exchangeOf(wanted, dead, look);
  },
  complete: (_, { now }) => ({ createTime: now }),
};

export const amqpBinding: ResourceType = {
  type: "alicloud:amqpBinding",
  service: SERVICE,
  actions: actions("Binding"),
  id: (binding) => idOf(binding, "instanceId", "virtualHostName", "sourceExchange", "destinationName"),
  notFound: { code: "BindingNotExist", message: "The binding does not exist." },
  references: [OF_INSTANCE],
  unique: [
    {
      attributes: ["instanceId", "virtualHostName", "sourceExchange", "destinationName", "bindingKey"],
      taken: { code: "BindingAlreadyExist", message: "The binding already exists." },
    },
  ],
  check(wanted, look) {
    hostOf(wanted, look);
    exchangeOf(wanted, text(wanted, "sourceExchange"), look);
    if (wanted.bindingType !== "QUEUE") {
      exchangeOf(wanted, text(wanted, "destinationName"), look);
      return;
    }
    const id = [
      text(wanted, "instanceId"),
      text(wanted, "virtualHostName"),
      text(wanted, "destinationName"),
    ].join(":");
    if (!look.get("alicloud:amqpQueue", id)) {
      look.refuse(QUEUE_NOT_FOUND.code, `${QUEUE_NOT_FOUND.message} (${id})`);
    }
  },
};

/** An account of an instance that keeps its own, as open source RabbitMQ does. */
export const amqpAccount: ResourceType = {
  type: "alicloud:amqpOpenSourceAccount",
  service: SERVICE,
  actions: actions("OpenSourceAccount"),
  nameAttribute: "userName",
  sealed: ["password"],
  id: (account) => idOf(account, "userName", "instanceId"),
  notFound: USER_NOT_FOUND,
  references: [OF_INSTANCE],
  unique: [
    {
      attributes: ["instanceId", "userName"],
      taken: { code: "UserAlreadyExist", message: "The user already exists." },
    },
  ],
  check(wanted, look) {
    ownAccounts(wanted, look);
    if (text(wanted, "userName") === "guest") look.refuse("InvalidParameter", "The user guest is forbidden.");
    const password = text(wanted, "password");
    // The documentation of open source authentication forbids simple passwords.
    if (
      password.length < 8 ||
      password.length > 64 ||
      ![/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(password))
    ) {
      look.refuse(
        "InvalidPassword",
        "The password needs 8 to 64 characters with digits and letters of both cases.",
      );
    }
  },
};

export const amqpPermission: ResourceType = {
  type: "alicloud:amqpOpenSourcePermission",
  service: SERVICE,
  actions: actions("OpenSourcePermission"),
  id: (permission) => idOf(permission, "userName", "vhost", "instanceId"),
  notFound: { code: "PermissionNotExist", message: "The permission does not exist." },
  references: [OF_INSTANCE],
  check(wanted, look) {
    ownAccounts(wanted, look);
    hostOf({ ...wanted, virtualHostName: text(wanted, "vhost") }, look);
    const id = idOf(wanted, "userName", "instanceId");
    if (!look.get("alicloud:amqpOpenSourceAccount", id)) {
      look.refuse(USER_NOT_FOUND.code, `${USER_NOT_FOUND.message} (${id})`);
    }
    for (const kind of ["configure", "write", "read"]) {
      if (!isExpression(text(wanted, kind))) {
        look.refuse("InvalidParameter", `Not a regular expression. (${kind}: ${text(wanted, kind)})`);
      }
    }
  },
};

/** The provider's ids, which name everything that the API asks for. */
function idOf(attributes: Attributes, ...names: readonly string[]): string {
  return names.map((name) => text(attributes, name)).join(":");
}

function isInHost(one: Attributes, host: Attributes): boolean {
  return ["instanceId", "virtualHostName"].every((name) => text(one, name) === text(host, name));
}

function hostOf(wanted: Attributes, look: Look): void {
  const id = idOf(wanted, "instanceId", "virtualHostName");
  if (!look.get("alicloud:amqpVirtualHost", id)) {
    look.refuse(VHOST_NOT_FOUND.code, `${VHOST_NOT_FOUND.message} (${id})`);
  }
}

function exchangeOf(wanted: Attributes, name: string, look: Look): void {
  const id = `${idOf(wanted, "instanceId", "virtualHostName")}:${name}`;
  if (!look.get("alicloud:amqpExchange", id)) {
    look.refuse(EXCHANGE_NOT_FOUND.code, `${EXCHANGE_NOT_FOUND.message} (${id})`);
  }
}

function ownAccounts(wanted: Attributes, look: Look): void {
  const instance = look.get("alicloud:amqpInstance", text(wanted, "instanceId"));
  if (instance && instance.attributes.authModel !== "openSource") {
    look.refuse("AuthModelNotSupported", `The instance's accounts are those of RAM. (${instance.id})`);
  }
}

function isExpression(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

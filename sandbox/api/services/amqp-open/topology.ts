import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action, Body, Call } from "../../action.ts";
import { type Fields, flag, integer, shown, taken, text } from "../../fields.ts";
import { INSTANCE } from "./instance.ts";
import { listed } from "./listed.ts";

const VHOST = "alicloud:amqpVirtualHost";
const EXCHANGE = "alicloud:amqpExchange";
const QUEUE = "alicloud:amqpQueue";
const BINDING = "alicloud:amqpBinding";

const IN_INSTANCE: Fields = { InstanceId: text("instanceId"), VirtualHost: text("virtualHostName") };

const EXCHANGE_ASKED: Fields = {
  ...IN_INSTANCE,
  ExchangeName: text("exchangeName"),
  ExchangeType: text("exchangeType"),
  AutoDeleteState: flag("autoDeleteState"),
  Internal: flag("internal"),
  AlternateExchange: text("alternateExchange"),
  XDelayedType: text("xDelayedType"),
};

const EXCHANGE_SHOWN: Fields = {
  Name: text("exchangeName"),
  VHostName: text("virtualHostName"),
  ExchangeType: text("exchangeType"),
  AutoDeleteState: flag("autoDeleteState"),
  CreateTime: integer("createTime"),
};

const QUEUE_ASKED: Fields = {
  ...IN_INSTANCE,
  QueueName: text("queueName"),
  AutoDeleteState: flag("autoDeleteState"),
  AutoExpireState: text("autoExpireState"),
  DeadLetterExchange: text("deadLetterExchange"),
  DeadLetterRoutingKey: text("deadLetterRoutingKey"),
  MaximumPriority: integer("maximumPriority"),
  MaxLength: text("maxLength"),
  MessageTTL: text("messageTtl"),
};

const QUEUE_SHOWN: Fields = {
  Name: text("queueName"),
  VHostName: text("virtualHostName"),
  AutoDeleteState: flag("autoDeleteState"),
  CreateTime: integer("createTime"),
};

const BINDING_FIELDS: Fields = {
  SourceExchange: text("sourceExchange"),
  DestinationName: text("destinationName"),
  BindingType: text("bindingType"),
  BindingKey: text("bindingKey"),
  Argument: text("argument"),
};

function idOf({ parameters }: Call, ...names: readonly string[]): string {
  return ["InstanceId", ...names].map((name) => parameters.required(name)).join(":");
}

/** Everything of a type in the instance and virtual host that a request names. */
async function inHost(call: Call, type: string): Promise<readonly CloudObject[]> {
  const instance = await call.need(INSTANCE, call.parameters.required("InstanceId"));
  const host = await call.need(VHOST, idOf(call, "VirtualHost"));
  return (await call.all(type)).filter(
    ({ attributes }) =>
      attributes.instanceId === instance.id && attributes.virtualHostName === host.attributes.virtualHostName,
  );
}

/** What leads to a queue or an exchange, or away from one. */
function bindingsShown(bindings: readonly CloudObject[]): Record<string, Value>[] {
  return bindings.map(({ attributes }) => ({ Argument: "", ...shown(attributes, BINDING_FIELDS) }));
}

/** The name of an exchange or queue that a request names. @throws CloudError when there is none */
async function needed(call: Call, type: string, parameter: string): Promise<string> {
  await call.need(type, idOf(call, "VirtualHost", parameter));
  return call.parameters.required(parameter);
}

/** Bindings that have a name at one of their ends; an exchange and a queue may have the same. */
async function streaming(call: Call, name: string, end: string, kind?: string): Promise<Body> {
  const found = (await inHost(call, BINDING)).filter(
    ({ attributes }) => attributes[end] === name && (kind === undefined || attributes.bindingType === kind),
  );
  return listed(call, "Bindings", bindingsShown(found));
}

const create =
  (type: string, fields: Fields): Action =>
  async (call) => {
    await call.create(type, taken(call.parameters, fields));
    return {};
  };

const remove =
  (type: string, ...names: readonly string[]): Action =>
  async (call) => {
    await call.remove(type, idOf(call, ...names));
    return {};
  };

export const TOPOLOGY_ACTIONS: Readonly<Record<string, Action>> = {
  CreateVirtualHost: create(VHOST, IN_INSTANCE),
  DeleteVirtualHost: remove(VHOST, "VirtualHost"),
  ListVirtualHosts: async (call) => {
    const instance = await call.need(INSTANCE, call.parameters.required("InstanceId"));
    const hosts = (await call.all(VHOST)).filter(({ attributes }) => attributes.instanceId === instance.id);
    return listed(
      call,
      "VirtualHosts",
      hosts.map(({ attributes }) => ({ Name: String(attributes.virtualHostName) })),
    );
  },
  CreateExchange: create(EXCHANGE, EXCHANGE_ASKED),
  DeleteExchange: remove(EXCHANGE, "VirtualHost", "ExchangeName"),
  ListExchanges: async (call) =>
    listed(
      call,
      "Exchanges",
      (await inHost(call, EXCHANGE)).map(({ attributes }) => shown(attributes, EXCHANGE_SHOWN)),
    ),
  CreateQueue: create(QUEUE, QUEUE_ASKED),
  DeleteQueue: remove(QUEUE, "VirtualHost", "QueueName"),
  ListQueues: async (call) =>
    listed(
      call,
      "Queues",
      (await inHost(call, QUEUE)).map(({ attributes }) => ({
        ...shown(attributes, QUEUE_SHOWN),
        ExclusiveState: false,
        OwnerId: call.account.id,
      })),
    ),
  CreateBinding: create(BINDING, { ...IN_INSTANCE, ...BINDING_FIELDS }),
  DeleteBinding: remove(BINDING, "VirtualHost", "SourceExchange", "DestinationName"),
  ListBindings: async (call) => listed(call, "Bindings", bindingsShown(await inHost(call, BINDING))),
  ListExchangeUpStreamBindings: async (call) =>
    streaming(call, await needed(call, EXCHANGE, "ExchangeName"), "destinationName", "EXCHANGE"),
  ListDownStreamBindings: async (call) =>
    streaming(call, await needed(call, EXCHANGE, "ExchangeName"), "sourceExchange"),
  ListQueueUpStreamBindings: async (call) =>
    streaming(call, await needed(call, QUEUE, "QueueName"), "destinationName", "QUEUE"),
};

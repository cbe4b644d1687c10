import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningApi, runningApi } from "./running-api.ts";

const VERSION = "2019-12-12";
const VPC = "2016-04-28";
const PASSWORD = "Aa1_0123456789abcdef";

describe("amqp-open", () => {
  let api: RunningApi;
  let place: { readonly VpcId: string; readonly VswitchIds: string };
  const ask = (action: string, parameters: Record<string, unknown>) => api.rpc(VERSION, action, parameters);
  const settled = () => expect.poll(() => api.cloud.isSettled(), { timeout: 5_000 }).toBe(true);

  beforeEach(async () => {
    api = await runningApi();
    const { VpcId } = await api.rpc(VPC, "CreateVpc", { CidrBlock: "10.0.0.0/8" });
    await settled();
    const ids: string[] = [];
    for (const [index, zone] of ["j", "k"].entries()) {
      const { VSwitchId } = await api.rpc(VPC, "CreateVSwitch", {
        VpcId,
        CidrBlock: `10.0.${index}.0/24`,
        ZoneId: `cn-hangzhou-${zone}`,
      });
      ids.push(VSwitchId);
    }
    await settled();
    place = { VpcId, VswitchIds: JSON.stringify(ids) };
  });

  afterEach(async () => {
    await api.close();
  });

  async function instance(more: Record<string, unknown> = {}): Promise<string> {
    const { Data } = await ask("CreateInstance", {
      InstanceName: "messaging",
      PaymentType: "PayAsYouGo",
      ServerlessChargeType: "provisioned",
      Edition: "dedicated",
      ProvisionedCapacity: 2000,
      AuthModel: "openSource",
      ListenerMode: "ssl_only",
      ...place,
      ...more,
    });
    await settled();
    return Data;
  }

  it("gives an instance with a topology and accounts a whole life", async () => {
    const InstanceId = await instance({ Tags: [{ Key: "owner", Value: "platform" }] });
    expect((await ask("GetInstance", { InstanceId })).Data).toMatchObject({
      InstanceName: "messaging",
      InstanceType: "SERVERLESS",
      Status: "SERVING",
      VswitchIds: JSON.parse(place.VswitchIds),
      MaxEipTps: -1,
      ProvisionedCapacity: 2000,
    });
    const listed = { ResourceType: "instance", ResourceId: [InstanceId] };
    expect((await ask("ListTagResources", listed)).TagResources).toMatchObject([{ TagKey: "owner" }]);
    await ask("UpdateInstanceName", { InstanceId, InstanceName: "renamed" });
    await ask("UpdateInstance", {
      InstanceId,
      ProvisionedCapacity: 4000,
      SupportEip: true,
      MaxEipTps: "256",
    });
    expect((await ask("ListInstances", {})).Data.Instances).toMatchObject([
      { InstanceName: "renamed", ProvisionedCapacity: 4000, SupportEIP: true, MaxEipTps: 256 },
    ]);

    const host = { InstanceId, VirtualHost: "artist" };
    await ask("CreateVirtualHost", host);
    const exchange = { ...host, ExchangeName: "events" };
    await ask("CreateExchange", {
      ...exchange,
      ExchangeType: "TOPIC",
      AutoDeleteState: false,
      Internal: false,
    });
    const queue = { ...host, QueueName: "orders" };
    await ask("CreateQueue", { ...queue, DeadLetterExchange: "events", MessageTTL: "60000" });
    const binding = {
      ...host,
      SourceExchange: "events",
      DestinationName: "orders",
      BindingType: "QUEUE",
      BindingKey: "order.*",
    };
    await ask("CreateBinding", binding);
    expect((await ask("ListExchanges", host)).Data.Exchanges).toMatchObject([
      { Name: "events", VHostName: "artist", ExchangeType: "TOPIC", AutoDeleteState: false },
    ]);
    expect((await ask("ListQueues", host)).Data.Queues).toMatchObject([{ Name: "orders" }]);
    const bindings = [{ SourceExchange: "events", DestinationName: "orders", BindingKey: "order.*" }];
    expect((await ask("ListBindings", host)).Data.Bindings).toMatchObject(bindings);
    expect((await ask("ListQueueUpStreamBindings", queue)).Data.Bindings).toMatchObject(bindings);
    expect((await ask("ListDownStreamBindings", exchange)).Data.Bindings).toMatchObject(bindings);

    const user = { InstanceId, UserName: "artist-app" };
    await ask("CreateOpenSourceAccount", { ...user, Password: PASSWORD, Description: "the app" });
    await ask("UpdateOpenSourceAccount", { ...user, Description: "the apps" });
    const right = { ...user, Vhost: "artist" };
    await ask("CreateOpenSourcePermission", { ...right, Configure: "^$", Write: ".*", Read: ".*" });
    await ask("UpdateOpenSourcePermission", { ...right, Write: "^events$" });
    expect((await ask("ListOpenSourceAccounts", { InstanceId })).Data).toEqual([
      { CInstanceId: InstanceId, Name: "artist-app", ExtraJson: '{"description":"the apps"}' },
    ]);
    expect((await ask("ListOpenSourcePermissions", user)).Data).toEqual([
      {
        CInstanceId: InstanceId,
        Name: "artist-app",
        Vhost: "artist",
        Configure: "^$",
        Write: "^events$",
        Read: ".*",
      },
    ]);
    expect(JSON.stringify(api.exchanges)).not.toContain(PASSWORD);

    await expect(ask("DeleteVirtualHost", host)).rejects.toMatchObject({ code: "VirtualHostNotEmpty" });
    await ask("DeleteOpenSourcePermission", right);
    await ask("DeleteOpenSourceAccount", user);
    await ask("DeleteBinding", binding);
    await ask("DeleteQueue", queue);
    await ask("DeleteExchange", exchange);
    await ask("DeleteVirtualHost", host);
    await api.rpc("2017-12-14", "RefundInstance", { InstanceId, ProductCode: "ons" });
    await settled();
    await expect(ask("GetInstance", { InstanceId })).rejects.toMatchObject({
      code: "ResourceNotFound",
      statusCode: 404,
    });
    expect(api.cloud.list().map(({ type }) => type)).not.toContain("alicloud:amqpInstance");
  });

  it("leads from an exchange to another, and tells either end", async () => {
    const InstanceId = await instance();
    const host = { InstanceId, VirtualHost: "artist" };
    await ask("CreateVirtualHost", host);
    for (const ExchangeName of ["events", "audit"]) {
      await ask("CreateExchange", { ...host, ExchangeName, ExchangeType: "TOPIC", AutoDeleteState: false });
    }
    await ask("CreateQueue", { ...host, QueueName: "audit" });
    const upstream = async (ExchangeName: string) =>
      (await ask("ListExchangeUpStreamBindings", { ...host, ExchangeName })).Data.Bindings;
    const bind = (SourceExchange: string, BindingType: string) =>
      ask("CreateBinding", {
        ...host,
        SourceExchange,
        DestinationName: "audit",
        BindingType,
        BindingKey: "order.*",
      });
    // To the queue of the same name leads something else.
    await bind("audit", "QUEUE");
    expect(await upstream("audit")).toEqual([]);
    await bind("events", "EXCHANGE");
    const binding = {
      SourceExchange: "events",
      DestinationName: "audit",
      BindingType: "EXCHANGE",
      BindingKey: "order.*",
      Argument: "",
    };
    expect(await upstream("audit")).toEqual([binding]);
    expect(await upstream("events")).toEqual([]);
    expect((await ask("ListDownStreamBindings", { ...host, ExchangeName: "events" })).Data.Bindings).toEqual([
      binding,
    ]);
    await ask("DeleteBinding", {
      ...host,
      SourceExchange: "events",
      DestinationName: "audit",
      BindingType: "EXCHANGE",
    });
    expect(await upstream("audit")).toEqual([]);
    await expect(upstream("nobody")).rejects.toMatchObject({ code: "ExchangeNotExist", statusCode: 404 });
  });

  it("changes an instance's tags, and whether it may go beyond what it has booked", async () => {
    const InstanceId = await instance({ Tags: [{ Key: "owner", Value: "platform" }] });
    const those = { ResourceType: "instance", ResourceId: [InstanceId] };
    const now = async () => (await ask("GetInstance", { InstanceId })).Data;
    await ask("TagResources", {
      ...those,
      Tag: [
        { Key: "owner", Value: "artist" },
        { Key: "env", Value: "dev" },
      ],
    });
    expect((await now()).Tags).toEqual([
      { Key: "owner", Value: "artist" },
      { Key: "env", Value: "dev" },
    ]);
    await ask("UntagResources", { ...those, TagKey: ["owner"] });
    expect((await now()).Tags).toEqual([{ Key: "env", Value: "dev" }]);
    await expect(
      ask("TagResources", { ...those, ResourceId: ["nobody"], Tag: [{ Key: "a", Value: "b" }] }),
    ).rejects.toMatchObject({ code: "InstanceNotExist" });

    const before = await now();
    expect(before.ServerlessSwitch).toBeUndefined();
    for (const ServerlessSwitch of [true, false]) {
      await ask("UpdateInstanceServerlessSwitch", { InstanceId, ServerlessSwitch });
      expect(await now()).toEqual({ ...before, ServerlessSwitch });
    }
  });

  it("refuses what the service refuses", async () => {
    await expect(instance({ VswitchIds: "[]" })).rejects.toMatchObject({ code: "InvalidVSwitchIds" });
    const InstanceId = await instance();
    const host = { InstanceId, VirtualHost: "artist" };
    await expect(ask("ListQueues", host)).rejects.toMatchObject({
      code: "VirtualHostNotExist",
      statusCode: 404,
    });
    await ask("CreateVirtualHost", host);
    await expect(
      ask("CreateQueue", { ...host, QueueName: "q", DeadLetterExchange: "nobody" }),
    ).rejects.toMatchObject({ code: "ExchangeNotExist" });
    await expect(
      ask("CreateOpenSourceAccount", { InstanceId, UserName: "app", Password: "simple" }),
    ).rejects.toMatchObject({ code: "InvalidPassword" });
  });

  it("lists by stretches, and buys once for the same token", async () => {
    const InstanceId = await instance({ ClientToken: "once" });
    expect(await instance({ ClientToken: "once" })).toBe(InstanceId);
    for (const name of ["a", "b", "c"]) await ask("CreateVirtualHost", { InstanceId, VirtualHost: name });
    const first = await ask("ListVirtualHosts", { InstanceId, MaxResults: 2 });
    const second = await ask("ListVirtualHosts", {
      InstanceId,
      MaxResults: 2,
      NextToken: first.Data.NextToken,
    });
    expect([...first.Data.VirtualHosts, ...second.Data.VirtualHosts]).toEqual([
      { Name: "a" },
      { Name: "b" },
      { Name: "c" },
    ]);
    expect(second.Data.NextToken).toBeUndefined();
  });
});

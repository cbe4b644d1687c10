import { describe, expect, it } from "vitest";
import { parseBlock } from "../../components/config/ipv4.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { environmentOf } from "../program/recorded.ts";
import { recordBrokers } from "./recorded-brokers.ts";

const INVOCATION = "alicloud:ecs/ecsInvocation:EcsInvocation";

describe("brokers in prod", async () => {
  const plan = planEnvironment(environmentOf("prod"));
  const made = await recordBrokers("prod");

  it("stand in the zones in turn, on addresses that nobody else has", () => {
    const all = plan.miniPrograms.flatMap(({ edgePairs, tomcats, brokers }) => [
      ...edgePairs.flatMap(({ hosts, virtualAddress }) => [
        virtualAddress,
        ...hosts.map(({ address }) => address),
      ]),
      ...[...tomcats, ...brokers].map(({ address }) => address),
    ]);
    expect(new Set(all).size).toBe(all.length);
    const [artist] = plan.miniPrograms;
    expect(artist?.brokers.map(({ placement }) => placement.on === "alicloud" && placement.zone)).toEqual([
      "cn-hangzhou-k",
      "cn-hangzhou-j",
      "cn-hangzhou-k",
    ]);
    for (const { address, placement } of artist?.brokers ?? []) {
      const cidr = plan.subnets.find(
        ({ name }) => placement.on === "alicloud" && name === placement.subnet,
      )?.cidr;
      expect(parseBlock(`${address}/24`).first).toBeGreaterThan(parseBlock(cidr ?? "").first);
    }
  });

  it("are replaced one after the other: a machine waits until the one before is a member", () => {
    const invocations = made.ofType(INVOCATION);
    expect(invocations.map(({ name }) => name).sort()).toEqual(
      [1, 2, 3].map((number) => `artist-rabbitmq-${number}-await-member`),
    );
    for (const number of [2, 3]) {
      const machine = made.the("alicloud:ecs/instance:Instance", `artist-rabbitmq-${number}`);
      const before = made.the(INVOCATION, `artist-rabbitmq-${number - 1}-await-member`);
      expect(machine.dependencies).toContain(before.urn);
    }
    const [second, first] = [2, 1].map((number) =>
      made.the("vsphere:index/virtualMachine:VirtualMachine", `food-rabbitmq-${number}`),
    );
    expect(second?.dependencies).toContain(first?.urn);
    expect(first?.inputs.shutdownWaitTimeout).toBe(10);
  });

  it("keep apart: physical machines on both platforms, and datastores on vSphere", () => {
    expect(
      made.the("alicloud:ecs/ecsDeploymentSet:EcsDeploymentSet", "artist-rabbitmq").inputs,
    ).toMatchObject({
      strategy: "Availability",
    });
    const machines = [1, 2, 3].map((number) => `food-rabbitmq-${number}-id`);
    for (const rule of ["computeCluster", "datastoreCluster"]) {
      const token = `vsphere:index/${rule}VmAntiAffinityRule:${rule.replace(/^./, (letter) => letter.toUpperCase())}VmAntiAffinityRule`;
      expect(made.the(token, "food-rabbitmq").inputs).toMatchObject({
        mandatory: false,
        virtualMachineIds: machines,
      });
    }
    const { inputs } = made.the("vsphere:index/virtualMachine:VirtualMachine", "food-rabbitmq-1");
    expect(inputs).toMatchObject({ resourcePoolId: "site-pool-id", folder: "hougu-prod/food" });
    expect(inputs).toHaveProperty("datastoreClusterId");
    expect(inputs).not.toHaveProperty("datastoreId");
  });

  it("let in Tomcats on 5671, each other on the cluster's ports, administrators on 15671, Prometheus on its ports, and nobody else", () => {
    const rules = made
      .ofType("alicloud:ecs/securityGroupRule:SecurityGroupRule")
      .filter(({ inputs }) => inputs.securityGroupId === "network-artist-rabbitmq-id")
      .map(({ inputs }) => [inputs.portRange, inputs.sourceSecurityGroupId ?? inputs.cidrIp]);
    expect(rules.sort()).toEqual(
      [
        ["15671/15671", "10.8.0.0/24"],
        ["15671/15671", "10.9.0.0/28"],
        ["22/22", "10.8.0.0/24"],
        ["22/22", "10.9.0.0/28"],
        ["25672/25672", "network-artist-rabbitmq-id"],
        ["4369/4369", "network-artist-rabbitmq-id"],
        ["5671/5671", "network-artist-tomcat-id"],
        ["15692/15692", "network-platform-monitoring-id"],
        ["9100/9100", "network-platform-monitoring-id"],
      ].sort(),
    );
  });
});

describe("one broker in dev", async () => {
  const made = await recordBrokers("dev");

  it("has nobody to keep apart from, and a snapshot only while the configuration names one", async () => {
    expect(made.ofType("vsphere:index/virtualMachineSnapshot:VirtualMachineSnapshot")).toEqual([]);
    expect(
      made.resources.some(({ type, name }) => /AntiAffinity/.test(type) && name === "food-rabbitmq"),
    ).toBe(false);
    const kept = await recordBrokers("dev", [[["vsphere", "snapshot"], "before-upgrade"]]);
    const snapshots = kept.ofType("vsphere:index/virtualMachineSnapshot:VirtualMachineSnapshot");
    expect(snapshots.map(({ name, inputs }) => [name, inputs.virtualMachineUuid])).toEqual([
      ["food-rabbitmq-1-before-upgrade", "food-rabbitmq-1-uuid"],
    ]);
  });
});

describe("the managed service in prod", async () => {
  const made = await recordBrokers("prod", [
    [["messaging"], { kind: "managed", messagesPerSecond: 2000, publicMessagesPerSecond: 256 }],
  ]);

  it("has the same queues, exchanges and users as a cluster, and no machine of its own", () => {
    expect(made.resources.some(({ name }) => /-rabbitmq-\d/.test(name))).toBe(false);
    const queues = made
      .ofType("alicloud:amqp/queue:Queue")
      .map(({ inputs }) => `${inputs.virtualHostName}/${inputs.queueName}`);
    expect(queues).toHaveLength(16);
    expect(queues).toContain("food/danmaku.dead");
    const accounts = made.ofType("alicloud:amqp/openSourceAccount:OpenSourceAccount");
    expect(accounts).toHaveLength(10);
    for (const { secretInputs } of accounts) expect(secretInputs).toEqual(["password"]);
    expect(
      made.the("alicloud:amqp/openSourcePermission:OpenSourcePermission", "messaging-artist-app").inputs,
    ).toMatchObject({ configure: "^$", write: "^(events)$", read: "^(orders|bookings)$", vhost: "artist" });
    expect(made.the("alicloud:amqp/instance:Instance", "messaging")).toMatchObject({
      protect: true,
      inputs: { listenerMode: "ssl_only", authModel: "openSource", supportEip: true, maxEipTps: "256" },
    });
  });

  it("is reached from the VPC by its private name, from vSphere by its public one", () => {
    const parameter = made.the(
      "alicloud:oos/secretParameter:SecretParameter",
      "artist-secrets-broker-endpoint",
    );
    expect(parameter.inputs.value).toBe("messaging-id.cn-hangzhou-0.vpc.mq.amqp.aliyuncs.com");
    const { inputs } = made.the("vsphere:index/virtualMachine:VirtualMachine", "food-tomcat-1");
    const text = (inputs.extraConfig as Record<string, string>)["guestinfo.hougu.secrets"] ?? "";
    expect(JSON.parse(Buffer.from(text, "base64").toString("utf8")).brokerEndpoint).toBe(
      "messaging-id.cn-hangzhou-0.net.mq.amqp.aliyuncs.com",
    );
  });
});

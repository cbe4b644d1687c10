import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokerHostsOf } from "../../components/config/broker-names.ts";
import { base } from "../../components/guest/base.ts";
import { cloudInit } from "../../components/guest/cloud-init.ts";
import { composeGuest } from "../../components/guest/compose.ts";
import { nodeExporter } from "../../components/guest/node-exporter.ts";
import { fillSecrets, rabbitmqHash } from "../../components/guest/secret.ts";
import { templateText } from "../../components/guest/staging.ts";
import { brokerClient, MESSAGING_SETTINGS } from "../../components/rabbitmq/client.ts";
import { definitions, PASSWORD_SECRETS } from "../../components/rabbitmq/definitions.ts";
import { brokerMemory } from "../../components/rabbitmq/memory.ts";
import { brokerPassword } from "../../components/rabbitmq/passwords.ts";
import {
  BROKER_USERS,
  EVENTS_EXCHANGE,
  FAN_OUT_EXCHANGE,
  GATEWAY_QUEUE,
  QUEUE_TABLE,
  QUEUES,
} from "../../components/rabbitmq/queues.ts";
import { MEMBER_CONFIG, rabbitmq } from "../../components/rabbitmq/rabbitmq.ts";
import { exactly, topologyOf } from "../../components/rabbitmq/topology.ts";
import { WATCHDOG_UNIT } from "../../components/rabbitmq/watchdog.ts";

const NODES = [1, 2, 3].map((number) => ({
  name: `artist-rabbitmq-${number}`,
  address: `10.10.1.${number}`,
}));
const part = (nodes = NODES, memoryGiB = 8) =>
  rabbitmq({
    name: "artist-rabbitmq-1",
    nodes,
    miniProgram: "artist",
    clusterName: "hougu-prod-artist",
    memoryGiB,
  });

describe("a broker's memory", () => {
  it("leaves the system its share, and messages and log fit together", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 128 }), (memoryGiB) => {
        const { watermarkMiB, walMiB, diskFreeMiB, memoryMaxMiB } = brokerMemory({ memoryGiB });
        expect(memoryGiB * 1024 - memoryMaxMiB).toBeGreaterThanOrEqual(512);
        expect(watermarkMiB).toBeLessThan(memoryMaxMiB);
        // RabbitMQ's guide: three times the log beside the messages.
        expect(3 * walMiB).toBeLessThanOrEqual(watermarkMiB);
        expect(diskFreeMiB).toBeGreaterThanOrEqual(watermarkMiB);
      }),
    );
  });
});

describe("the topology", () => {
  const topology = topologyOf("artist");

  it("lets gateways declare their own queues, nobody but the operator others, and reads no queue that the table doesn't give", () => {
    for (const { user, permission } of topology.users) {
      if (user === "operator") continue;
      const declares = new RegExp(permission.configure);
      expect([user, declares.test(`${GATEWAY_QUEUE}0e8f-41aa`)]).toEqual([user, user === "danmaku"]);
      for (const name of [
        ...QUEUES,
        GATEWAY_QUEUE,
        `x${GATEWAY_QUEUE}0e8f`,
        EVENTS_EXCHANGE,
        FAN_OUT_EXCHANGE,
      ])
        expect([user, name, declares.test(name)]).toEqual([user, name, false]);
      for (const queue of QUEUES) {
        const may = new RegExp(permission.read).test(queue);
        expect([user, queue, may]).toEqual([user, queue, QUEUE_TABLE[queue].consumers.includes(user)]);
        expect(new RegExp(permission.read).test(`${queue}.dead`)).toBe(false);
        expect(new RegExp(permission.read).test(`x${queue}`)).toBe(false);
      }
    }
  });

  it("has a producer, a consumer and a place for dead letters for every queue", () => {
    for (const name of QUEUES) {
      const { producers, consumers } = QUEUE_TABLE[name];
      expect(producers.length * consumers.length).toBeGreaterThan(0);
      expect(topology.queues).toContainEqual(
        expect.objectContaining({ name: `${name}.dead`, exchange: "dead-letters", routingKey: name }),
      );
    }
  });

  it("quotes names, so that a dot is a dot", () => {
    expect(new RegExp(exactly(["orders.dead"])).test("ordersxdead")).toBe(false);
    expect(exactly([])).toBe("^$");
  });
});

describe("definitions.json", () => {
  const text = definitions(topologyOf("food"), "hougu-prod-food");

  it("is the same whoever fills it, JSON, and holds hashes in place of passwords", () => {
    const values = Object.fromEntries(
      BROKER_USERS.map((user) => [PASSWORD_SECRETS[user], `secret of ${user}`]),
    );
    const filled = JSON.parse(fillSecrets(text, values));
    expect(JSON.stringify(filled)).not.toContain("secret of");
    expect(
      filled.users.map(({ name, password_hash }: Record<string, string>) => [name, password_hash]),
    ).toEqual(BROKER_USERS.map((user) => [`food-${user}`, rabbitmqHash(`secret of ${user}`)]));
    expect(filled.queues.every((queue: { arguments: object }) => "x-queue-type" in queue.arguments)).toBe(
      true,
    );
    expect(templateText(text)).toContain("@@rabbitmqHash:brokerOperatorPassword@@");
  });

  it("salts: four bytes, and SHA-256 of them and the password", () => {
    const bytes = Buffer.from(rabbitmqHash("password"), "base64");
    expect(bytes).toHaveLength(36);
    expect(rabbitmqHash("password")).not.toBe(rabbitmqHash("Password"));
  });
});

describe("a broker's guest", () => {
  it("is refused when its nodes have no majority, or lack it", () => {
    expect(() => part(NODES.slice(0, 2))).toThrow("an odd number is wanted");
    expect(() => part(NODES.slice(1))).toThrow("is not among the nodes");
  });

  it("opens clients' port to Tomcats and pods, nodes' to nodes, and nothing without TLS", () => {
    const ports = Object.fromEntries((part().ports ?? []).map(({ port, from }) => [port, from]));
    expect(ports).toEqual({
      4369: ["rabbitmq"],
      5671: ["tomcat", "pods"],
      15671: ["admin", "pods"],
      15692: ["monitoring"],
      25672: ["rabbitmq"],
    });
  });

  it("fits into user data without a secret in it", () => {
    const guest = composeGuest("artist-rabbitmq-1", "rabbitmq", [
      base({ platform: "vsphere" }),
      nodeExporter({ address: "10.10.1.1" }),
      part(),
    ]);
    expect(cloudInit(guest, { by: "guestinfo" }).length).toBeLessThan(32 * 1024);
  });

  it("names every node that the certificate must have", () => {
    const hosts = part().files?.find(({ path }) => path === "/etc/hosts")?.content as string;
    const named = brokerHostsOf({
      kind: "cluster",
      nodes: 3,
      machine: { cpus: 2, memoryGiB: 8, diskGiB: 60 },
    });
    for (const host of named.filter((name) => name.startsWith("artist")))
      expect(hosts).toContain(` ${host}\n`);
  });
});

describe("a broker's watchdog", () => {
  const file = (guest: ReturnType<typeof part>, path: string) =>
    guest.files?.find((one) => one.path === path)?.content as string;

  it("knows every node, and times that can be other ones where minutes are too long", () => {
    const production = JSON.parse(file(part(), MEMBER_CONFIG));
    expect(production).toMatchObject({
      self: "rabbit@artist-rabbitmq-1.messaging.hougu.internal",
      port: 5671,
      epmd: 4369,
    });
    expect(production.nodes).toHaveLength(3);
    expect(production.watchdog.patience).toBeGreaterThan(2 * production.watchdog.interval);
    const quick = rabbitmq({
      name: "artist-rabbitmq-1",
      nodes: NODES,
      miniProgram: "artist",
      clusterName: "hougu-prod-artist",
      memoryGiB: 8,
      watchdog: { patienceSeconds: 1 },
    });
    expect(JSON.parse(file(quick, MEMBER_CONFIG))).toEqual({
      ...production,
      watchdog: { ...production.watchdog, patience: 1 },
    });
  });

  it("starts after the server, stops before it, and is the broker's own user", () => {
    const unit = file(part(), `/etc/systemd/system/${WATCHDOG_UNIT}.service`).split("\n");
    for (const line of [
      "BindsTo=rabbitmq-server.service",
      "After=rabbitmq-server.service",
      "WantedBy=rabbitmq-server.service",
      "User=rabbitmq",
      "CapabilityBoundingSet=",
      "RuntimeDirectoryPreserve=yes",
    ])
      expect(unit).toContain(line);
    const units = (part().services ?? []).map((service) => service.unit);
    expect(units.indexOf(WATCHDOG_UNIT)).toBeGreaterThan(units.indexOf("rabbitmq-server"));
  });
});

describe("a client's settings", () => {
  it.each([
    [{ kind: "cluster", nodes: NODES } as const, "artist-rabbitmq-1.messaging.hougu.internal:5671"],
    [{ kind: "managed" } as const, "rabbitmq-cn-x.cn-hangzhou-0.vpc.mq.amqp.aliyuncs.com:5671"],
  ])("say where, who and what: %o", (at, first) => {
    const { files } = brokerClient({
      miniProgram: "artist",
      user: "app",
      unit: "tomcat10",
      group: "tomcat",
      at,
    });
    const settings = files?.find(({ path }) => path === MESSAGING_SETTINGS);
    const filled = fillSecrets(settings?.content ?? "", {
      brokerAppPassword: brokerPassword("00".repeat(32), "artist", "app"),
      brokerEndpoint: "rabbitmq-cn-x.cn-hangzhou-0.vpc.mq.amqp.aliyuncs.com",
    });
    expect(JSON.parse(filled)).toMatchObject({
      user: "artist-app",
      virtualHost: "artist",
      consumes: ["orders", "bookings"],
      addresses: expect.arrayContaining([first]),
    });
    expect(settings).toMatchObject({ mode: "0640", owner: "root:tomcat" });
  });

  it("have a password of their own, which another mini-program's or user's doesn't tell", () => {
    const all = (["artist", "food"] as const).flatMap((name) =>
      BROKER_USERS.map((user) => brokerPassword("ab".repeat(32), name, user)),
    );
    expect(new Set(all).size).toBe(all.length);
    for (const password of all) expect(password).toMatch(/^Aa1_[\w-]{43}$/);
  });
});

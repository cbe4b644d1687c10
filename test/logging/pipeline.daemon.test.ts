import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nginx } from "../../components/edge/nginx.ts";
import { LOG_ALERTS, searchOf } from "../../components/logging/queries/alerts.ts";
import * as queries from "../../components/logging/queries/queries.ts";
import { countBy, type LogQuery, searchFor } from "../../components/logging/queries/query.ts";
import { selfSigned } from "../edge/certificate.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { run } from "../guest/run.ts";
import { Elasticsearch } from "./elasticsearch.ts";
import { describeBuilt, ELASTICSEARCH, FILEBEAT } from "./judges.ts";
import { type ShippedEvent, ShippingMachine, writeJournal } from "./shipped.ts";

const NAME = "api.food.example.com";
const VIP = "10.94.0.10";
const here = import.meta.dirname;
const GEM = resolve(here, "../../logging/logstash-filter-hougu-business");
const recorded = (name: string) => readFileSync(join(here, "recorded", name), "utf8");

/** Everybody's data that lines below have, in one form or another; made up. */
const PERSONAL = {
  mobile: "13800138000",
  residentId: "11010519491231002X",
  card: "6222021234567890128",
  openId: "oGZUI0egBJY1zhBYw2KhdUfwVJJE",
  mail: "han.meimei@qq.com",
  token: "s3cr3tTokenOf32Characters0123456",
  login: "0a1B2c3D4eLoginCode",
  name: "韩梅梅",
};
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SCOPE = { environment: "prod", from: "now-1d", to: "now+1d" } as const;

const commands = ["nginx", "curl", "ip", "unshare", "nsenter", "setpriv", "java", "ruby", "openssl"];
const paths = ["/lib/systemd/systemd-journal-remote"];
describeBuilt(
  "lines, from the server that writes them to the query that finds them",
  [FILEBEAT, ELASTICSEARCH],
  { commands, paths, root: true },
  () => {
    let segment: Segment;
    let elasticsearch: Elasticsearch;
    let client: Machine;
    let edge: ShippingMachine;
    let tomcat: ShippingMachine;
    let database: ShippingMachine;
    let broker: ShippingMachine;
    let events: ShippedEvent[];

    const curl = (path: string, ...options: string[]) =>
      client.must(
        "curl",
        "--silent",
        "--insecure",
        "--output",
        "/dev/null",
        "--max-time",
        "10",
        "--resolve",
        `${NAME}:443:${VIP}`,
        ...options,
        `https://${NAME}${path}`,
      );

    async function serveRequests(): Promise<void> {
      await curl(`/dishes?code=${PERSONAL.login}&access_token=${PERSONAL.token}`);
      await curl(
        `/diners/${PERSONAL.mobile}`,
        "--user-agent",
        `MicroMessenger ${PERSONAL.mail} ${PERSONAL.openId}`,
      );
      await curl(`/fail/${PERSONAL.openId}`, "--header", `traceparent: 00-${TRACE}-00f067aa0ba902b7-01`);
      await curl(`/slow?phone=${PERSONAL.mobile}`, "--header", `Authorization: Bearer ${PERSONAL.token}`);
      // The backend is gone: the edge says so in its error log, with the whole request.
      await edge.machine.must("pkill", "-f", "backend.mjs");
      await curl(`/gone/${PERSONAL.residentId}?session_key=${PERSONAL.token}&js_code=${PERSONAL.login}`);
    }

    async function bulk(all: readonly ShippedEvent[]): Promise<{ status: number; error?: unknown }[]> {
      const lines = all.flatMap(({ "@metadata": metadata, ...document }) => [
        JSON.stringify({
          create: { _index: `hougu-logs-${document.event.dataset}-prod`, _id: metadata._id },
        }),
        JSON.stringify(document),
      ]);
      const { body } = await elasticsearch.ask("POST", "/_bulk?refresh=true", `${lines.join("\n")}\n`);
      return body.items.map(({ create }: { create: { status: number; error?: unknown } }) => create);
    }

    /** As Logstash would: business events through our filter. */
    async function throughFilter(all: readonly ShippedEvent[]): Promise<ShippedEvent[]> {
      const business = all.filter(({ event }) => event.dataset === "business.events");
      const { status, stdout, stderr } = await run(
        "ruby",
        ["-I", join(GEM, "lib"), "-I", join(GEM, "spec/support"), join(GEM, "spec/support/filter_lines.rb")],
        { input: business.map((event) => `${JSON.stringify(event)}\n`).join(""), env: { LANG: "C.UTF-8" } },
      );
      expect(status, stderr).toBe(0);
      const filtered = stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as ShippedEvent);
      return [...all.filter(({ event }) => event.dataset !== "business.events"), ...filtered];
    }

    async function found(query: LogQuery) {
      const { index, body } = searchFor(query, SCOPE);
      const { hits } = await elasticsearch.search(index, body);
      return (hits.hits as { _source: Record<string, never> }[]).map(
        ({ _source }) => _source as Record<string, never>,
      );
    }

    beforeAll(async () => {
      [elasticsearch, segment] = await Promise.all([
        Elasticsearch.start(ELASTICSEARCH as string),
        Segment.create(),
      ]);
      await elasticsearch.setUp();
      client = await segment.machine("10.94.0.99");
      edge = new ShippingMachine(await segment.machine("10.94.0.11"), "food-edge-1", "edge", "food", [
        nginx({
          serverName: NAME,
          virtualAddress: VIP,
          upstreams: [{ name: "food-tomcat-1", address: "10.94.0.11", port: 8080 }],
          requestsPerSecond: 500,
          burst: 5,
          maxBodyMiB: 1,
        }),
      ]);
      tomcat = new ShippingMachine(await segment.machine("10.94.0.21"), "food-tomcat-1", "tomcat", "food");
      database = new ShippingMachine(
        await segment.machine("10.94.0.31"),
        "food-database-1",
        "database",
        "food",
      );
      broker = new ShippingMachine(
        await segment.machine("10.94.0.41"),
        "artist-rabbitmq-1",
        "rabbitmq",
        "artist",
      );

      const { certificate, privateKey } = await selfSigned(NAME);
      await edge.machine.must("sh", "-c", "rm -f /var/log/nginx/*");
      await edge.machine.provision(edge.guest, { tlsCertificate: certificate, tlsPrivateKey: privateKey });
      await edge.machine.must("ip", "address", "add", `${VIP}/24`, "dev", "eth0");
      edge.machine.start(process.execPath, join(here, "backend.mjs"), "10.94.0.11", "8080");
      await edge.machine.listens(8080);
      await edge.machine.must("nginx");
      for (const { machine, guest } of [tomcat, database, broker]) await machine.provision(guest, {});
      for (const shipping of [edge, tomcat, database, broker]) {
        await shipping.machine.must(
          "sh",
          "-c",
          "rm -rf /var/log/journal/* /run/log/journal; install -d -m 0755 /var/log/tomcat10 /var/log/mysql",
        );
        await writeJournal(shipping.machine, "cron.service", ["before Filebeat came"]);
        await shipping.install(FILEBEAT as string);
      }
      await tomcat.machine.must("sh", "-c", "rm -f /var/log/tomcat10/*");

      await serveRequests();
      await tomcat.machine.write(
        "/var/log/tomcat10/access.2026-11-25.json",
        recorded("tomcat-access.log"),
        0o640,
      );
      await tomcat.machine.write(
        "/var/log/tomcat10/catalina.2026-11-25.log",
        recorded("tomcat-catalina.log"),
        0o640,
      );
      await tomcat.machine.write(
        "/var/log/tomcat10/localhost.2026-11-25.log",
        recorded("tomcat-localhost.log"),
        0o640,
      );
      await tomcat.machine.write("/var/log/tomcat10/business.2026-11-25.json", business(), 0o640);
      await tomcat.machine.must("sh", "-c", "chgrp adm /var/log/tomcat10/*");
      await database.machine.write("/var/log/mysql/mariadb-slow.log", recorded("mariadb-slow.log"), 0o644);

      for (const shipping of [edge, tomcat, database, broker]) shipping.start();
      // The journal is read from its end on: what is written when that is known must come.
      await Promise.all([
        edge.until("the edge's lines", (all) => all.length >= 6),
        tomcat.until("Tomcat's lines", (all) => all.length >= 46),
      ]);
      const lines = (name: string) => recorded(name).trimEnd().split("\n");
      await writeJournal(edge.machine, "ssh.service", lines("sshd.log"));
      await writeJournal(tomcat.machine, "tomcat10.service", ["said twice: here and in the file"]);
      await writeJournal(database.machine, "mariadb.service", lines("mariadb-error.log"));
      await writeJournal(
        broker.machine,
        "rabbitmq-server.service",
        lines("rabbitmq.log").filter((line) => line.startsWith("{")),
      );
      await writeJournal(broker.machine, "hougu-app.service", [
        `{"phone":${PERSONAL.mobile},"card":"${PERSONAL.card}","password":"${PERSONAL.token}"}`,
      ]);
      const of = (dataset: string) => (all: ShippedEvent[]) =>
        all.filter(({ event }) => event.dataset === dataset).length;
      const shipped = await Promise.all([
        edge.until("the edge's logins", (all) => of("system.auth")(all) >= lines("sshd.log").length),
        tomcat.shipped(),
        database.until(
          "the database's lines",
          (all) =>
            of("mariadb.server")(all) >= lines("mariadb-error.log").length && of("mariadb.slow")(all) >= 1,
        ),
        broker.until(
          "the broker's lines",
          (all) => of("system.journal")(all) >= 1 && of("rabbitmq.server")(all) >= 100,
        ),
      ]);
      events = await throughFilter(shipped.flat());
      const refused = (await bulk(events)).filter(({ status }) => status !== 201);
      expect(refused).toEqual([]);
    }, 240_000);
    afterAll(async () => {
      await segment?.destroy();
      await elasticsearch?.stop();
    });

    it("every line is read by its own parser, but for those that none is for", () => {
      const unread = events
        .filter(({ tags }) => tags !== undefined)
        .map(({ message, tags }) => [message, tags]);
      expect(unread).toEqual([['{"event":"order.paid"}', ["_hougubusinessfailure"]]]);
      expect([...new Set(events.map(({ event }) => event.dataset))].sort()).toEqual([
        "business.events",
        "mariadb.server",
        "mariadb.slow",
        "nginx.access",
        "nginx.error",
        "rabbitmq.server",
        "system.auth",
        "system.journal",
        "tomcat.access",
        "tomcat.server",
      ]);
    });

    it("every line says whose it is", () => {
      for (const event of events)
        expect(event).toMatchObject({
          host: { name: expect.stringMatching(/^(?:food-(?:edge|tomcat|database)|artist-rabbitmq)-1$/) },
          labels: {
            environment: "prod",
            mini_program: expect.stringMatching(/^(?:food|artist)$/),
            role: expect.any(String),
          },
        });
    });

    it("nobody's data are in any index", async () => {
      const everything = JSON.stringify(
        await elasticsearch.search("hougu-*", { size: 5000, query: { match_all: {} } }),
      );
      for (const [kind, value] of Object.entries(PERSONAL)) expect(everything, kind).not.toContain(value);
      for (const mask of ["mobile", "resident-id", "bank-card", "openid", "e-mail", "secret"])
        expect(everything).toContain(`[${mask}]`);
    });

    it("failed requests, by status and trace", async () => {
      const failed = await found(queries.failedRequests);
      expect(failed.map((line) => [pick(line, "http.response.status_code"), pick(line, "url.path")])).toEqual(
        [
          [502, "/gone/[resident-id]"],
          [500, "/fail/[openid]"],
        ],
      );
      expect(pick(failed[1], "trace.id")).toBe(TRACE);
    });

    it("slow requests", async () => {
      const slow = await found(queries.slowRequests(1000));
      expect(slow.map((line) => pick(line, "url.path"))).toEqual(["/slow"]);
      expect(pick(slow[0], "event.duration")).toBeGreaterThan(1.1e9);
    });

    it("a request by its trace, at the edge and in Tomcat", async () => {
      const lines = await found(queries.ofTrace(TRACE));
      expect(new Set(lines.map((line) => pick(line, "event.dataset")))).toEqual(
        new Set(["nginx.access", "tomcat.access"]),
      );
    });

    it("the edge's error log tells of the backend that is gone", async () => {
      const [line] = await found({ dataset: "nginx.error", all: [{ term: { "log.level": "error" } }] });
      expect(line).toMatchObject({
        message: expect.stringMatching(
          /^connect\(\) failed \(111: Connection refused\).*session_key=\[secret\]&js_code=\[secret\]/,
        ),
        source: { ip: "10.94.0.99" },
        url: { domain: NAME, path: "/gone/[resident-id]" },
      });
    });

    it("failed logins of machines, brokers and databases", async () => {
      const { index, body } = countBy(queries.failedLogins, SCOPE, "event.dataset");
      const { aggregations } = await elasticsearch.search(index, body);
      expect(
        Object.fromEntries(
          aggregations.values.buckets.map(({ key, doc_count }: { key: string; doc_count: number }) => [
            key,
            doc_count,
          ]),
        ),
      ).toEqual({
        "mariadb.server": 1,
        "rabbitmq.server": 1,
        "system.auth": 2,
      });
    });

    it("stack traces, whole", async () => {
      expect(await found(queries.stackTraces)).toEqual([
        expect.objectContaining({
          error: {
            type: "java.lang.IllegalStateException",
            message: "a failure with details",
            stack_trace: expect.stringMatching(/_jspService[\s\S]*Thread\.run/),
          },
        }),
      ]);
    });

    it("slow statements without their values", async () => {
      const [line] = await found(queries.slowStatements);
      expect(pick(line, "mysql.slowlog.query")).toBe(
        "SELECT SLEEP(?), phone FROM food.diners WHERE phone = ?;",
      );
    });

    it("orders and bookings, each with its story", async () => {
      const story = await found(queries.orders("F20261125-7"));
      expect(story.map((line) => pick(line, "hougu.order"))).toEqual([
        { id: "F20261125-7", status: "delivered", shop: "noodles-1", amount_fen: 12850, items: 3 },
        { id: "F20261125-7", status: "paid", shop: "noodles-1", amount_fen: 12850, items: 3 },
      ]);
      expect((await found(queries.bookings())).map((line) => pick(line, "hougu.booking.price_fen"))).toEqual([
        39900,
      ]);
    });

    it("the journal's other units: the line, and nothing of the command line", async () => {
      const lines = await found({ dataset: "system.journal", all: [] });
      expect(lines).toEqual([
        expect.objectContaining({
          message: '{"phone":"[mobile]","card":"[bank-card]","password":"[secret]"}',
          process: { name: "hougu-app", pid: 42 },
          systemd: { unit: "hougu-app.service" },
        }),
      ]);
    });

    describe("alerts", () => {
      const buckets = async (name: string) => {
        const alert = LOG_ALERTS.find((one) => one.alert === name);
        if (!alert) throw new Error(name);
        // Lines were recorded at a time of their own.
        const { index, body } = searchOf({ ...alert, minutes: 10_000_000 }, { environment: "prod" });
        return (await elasticsearch.search(index, body)).aggregations.values.buckets;
      };
      it("one line that can't be read is told of", async () => {
        expect(await buckets("LinesUnread")).toEqual([{ key: "business.events", doc_count: 1 }]);
      });
      it("two failed logins are nobody's guessing", async () => {
        expect(await buckets("LoginsGuessed")).toEqual([]);
      });
      it.each(LOG_ALERTS.map(({ alert }) => alert))(
        "%s is a search that Elasticsearch reads",
        async (name) => {
          expect(await buckets(name)).toBeInstanceOf(Array);
        },
      );
    });

    it("killed and started again, Filebeat goes on where it was; what comes twice has the same id", async () => {
      const before = (await tomcat.shipped()).length;
      await tomcat.kill();
      await tomcat.machine.must(
        "sh",
        "-c",
        `head -1 ${join(here, "recorded/tomcat-access.log")} >> /var/log/tomcat10/access.2026-11-25.json`,
      );
      tomcat.start();
      const after = await tomcat.until("the new line", (all) => all.length > before);
      const statuses = (await bulk(await throughFilter(after))).map(({ status }) => status);
      expect(statuses.filter((status) => status === 201)).toHaveLength(1);
      expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
      // With the registry of the last start nothing else comes again.
      expect(after.length).toBe(before + 1);
    });
  },
);

/** A field by its full name. */
function pick(document: unknown, name: string): unknown {
  return name.split(".").reduce((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
}

function business(): string {
  const diner = { name: PERSONAL.name, phone: PERSONAL.mobile, openid: PERSONAL.openId };
  const order = { id: "F20261125-7", shop: "noodles-1", amount: "128.50", items: 3 };
  const booking = {
    id: "A-1",
    photographer: "wang",
    price: 399,
    starts: "2026-12-01T09:30:00+08:00",
    minutes: 90,
  };
  return [
    {
      time: "2026-11-25T12:00:00+08:00",
      event: "order.paid",
      trace_id: TRACE.replace("4", "5"),
      order,
      diner,
    },
    { time: "2026-11-25T12:40:00+08:00", event: "order.delivered", order, diner },
    { time: "2026-11-25T12:41:00+08:00", event: "booking.confirmed", booking, customer: diner },
    { time: "2026-11-25T12:42:00+08:00", event: "order.paid", diner },
  ]
    .map((event) => `${JSON.stringify(event)}\n`)
    .join("");
}

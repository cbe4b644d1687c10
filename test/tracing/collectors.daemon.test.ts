import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { composeGuest } from "../../components/guest/compose.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { traceRelay, traceSampler } from "../../components/tracing/collector.ts";
import {
  COLLECTOR_PATH,
  configurationPath,
  TOKEN_FILE,
  unitName,
} from "../../components/tracing/collector-unit.ts";
import { type CollectorRole, QUEUE_FOLDER } from "../../components/tracing/common.ts";
import { HEALTH_PORT, OWN_METRICS_PORT, SPAN_METRICS_PORT } from "../../components/tracing/ports.ts";
import { CALLS_TOTAL, DURATION_BUCKET } from "../../components/tracing/span-metrics.ts";
import { collectorIn } from "../../tools/telemetry-judges/cache.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { eventually } from "../guest/run.ts";
import { describeBuilt } from "./judges.ts";
import { type Group, traceIds } from "./traces.ts";

const TOKEN = "abcdef1234@abcdef56789_abcdef1234@abcdef56789";
const SAMPLERS = ["10.98.0.11", "10.98.0.12"] as const;
const STORE = "10.98.0.20";
const STORE_FILE = "/tmp/kept.jsonl";
/** Longer than it takes to send both halves of every trace on a busy machine; in production it is 15 s. */
const DECISION_SECONDS = 8;
const KEPT_PERCENT = 25;

const QUICK: Group = { name: "quick", count: 400, miniProgram: "artist", milliseconds: 40 };
const SLOW: Group = { name: "slow", count: 30, miniProgram: "artist", milliseconds: 600 };
/** Slow for the diners, by a stricter SLO, and not for the photographers. */
const SLOW_FOOD: Group = { name: "slow-food", count: 30, miniProgram: "food", milliseconds: 400 };
const LONGISH: Group = { name: "longish", count: 200, miniProgram: "artist", milliseconds: 400 };
const FAILED: Group = { name: "failed", count: 30, miniProgram: "food", milliseconds: 20, failed: "child" };
const ALL = [QUICK, SLOW, SLOW_FOOD, LONGISH, FAILED] as const;

const judge = collectorIn(process.env);

function samplerGuest(address: string): Guest {
  return composeGuest("sampler", "edge", [
    traceSampler({
      listen: address,
      store: { endpoint: `${STORE}:8090`, plaintext: true },
      memoryMiB: 512,
      slowMs: { artist: 500, food: 300 },
      keptPercent: KEPT_PERCENT,
      tracesPerSecond: 200,
      decisionSeconds: DECISION_SECONDS,
    }),
  ]);
}

const relayGuest = composeGuest("relay", "tomcat", [
  traceRelay({ samplers: { on: "machines", addresses: SAMPLERS }, memoryMiB: 128 }),
]);

interface Kept {
  readonly trace?: string;
  readonly name?: string;
  readonly refused?: boolean;
}

const needs = { commands: ["ip", "unshare", "nsenter", "curl", "pkill", "systemd-analyze"], root: true };
describeBuilt("real OpenTelemetry Collectors", judge, needs, () => {
  let segment: Segment;
  let samplers: Machine[];
  /** Two machines with applications. */
  let relays: Machine[];
  let store: Machine;

  const startCollector = async (machine: Machine, role: CollectorRole): Promise<void> => {
    // As the unit does: the token comes by a file of variables.
    const variables = role === "sampler" ? `set -a; . ${TOKEN_FILE}; ` : "";
    machine.start(
      "sh",
      "-c",
      `${variables}exec ${COLLECTOR_PATH} --config ${configurationPath(role)} > /tmp/${role}.log 2>&1`,
    );
    const address = role === "relay" ? "127.0.0.1" : machine.address;
    await eventually(
      `the ${role} of ${machine.address} is well`,
      () => machine.run("curl", "--silent", "--fail", `http://${address}:${HEALTH_PORT[role]}/`),
      ({ status }) => status === 0,
    );
  };
  const kill = async (machine: Machine): Promise<void> => {
    await machine.must("pkill", "-KILL", "-f", COLLECTOR_PATH);
    await eventually(
      "the collector has ended",
      () => machine.run("pgrep", "-f", COLLECTOR_PATH),
      ({ status }) => status === 1,
    );
  };
  const startStore = async (): Promise<void> => {
    store.start(
      process.execPath,
      join(import.meta.dirname, "trace-store.ts"),
      `${STORE}:8090`,
      TOKEN,
      STORE_FILE,
    );
    await store.listens(8090);
  };
  const kept = async (): Promise<Kept[]> => {
    const text = await readFile(store.path(STORE_FILE), "utf8").catch(() => "");
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Kept);
  };
  /** How many traces of a group arrived, and whether each came whole. */
  const arrived = async (group: Pick<Group, "name" | "count">): Promise<{ whole: number; torn: number }> => {
    const names = new Map<string, Set<string>>();
    for (const { trace = "", name = "" } of await kept())
      names.set(trace, (names.get(trace) ?? new Set()).add(name));
    const found = traceIds(group).flatMap((id) => names.get(id) ?? []);
    const whole = found.filter(({ size }) => size === 2).length;
    return { whole, torn: found.length - whole };
  };
  /** Parents from the first machine, children from the second. */
  const send = async (...groups: readonly Group[]): Promise<void> => {
    const script = join(import.meta.dirname, "send-traces.ts");
    const texts = groups.map((group) => JSON.stringify(group));
    await Promise.all(
      relays.map((machine, index) =>
        machine.must(process.execPath, script, index === 0 ? "parents" : "children", ...texts),
      ),
    );
  };
  const scrape = async (): Promise<string> =>
    (
      await Promise.all(
        samplers.map((machine) =>
          machine.must(
            "curl",
            "--silent",
            "--fail",
            "--header",
            "Accept: application/openmetrics-text",
            `http://${machine.address}:${SPAN_METRICS_PORT}/metrics`,
          ),
        ),
      )
    ).join("\n");

  beforeAll(async () => {
    segment = await Segment.create();
    store = await segment.machine(STORE);
    samplers = [await segment.machine(SAMPLERS[0]), await segment.machine(SAMPLERS[1])];
    relays = [await segment.machine("10.98.0.31"), await segment.machine("10.98.0.32")];
    for (const machine of samplers) {
      await machine.provision(samplerGuest(machine.address), { traceToken: TOKEN });
      await machine.must("mkdir", "-p", QUEUE_FOLDER);
    }
    for (const machine of relays) await machine.provision(relayGuest, {});
    for (const machine of [...samplers, ...relays]) await copyFile(judge, machine.path(COLLECTOR_PATH));
    await startStore();
    for (const machine of samplers) await startCollector(machine, "sampler");
    for (const machine of relays) await startCollector(machine, "relay");
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  it("find nothing wrong with what is rendered", async () => {
    const [relay, sampler] = [relays[0] as Machine, samplers[0] as Machine];
    const validate = (machine: Machine, role: CollectorRole) =>
      machine.run(
        "env",
        "HOUGU_TRACE_TOKEN=x",
        COLLECTOR_PATH,
        "validate",
        "--config",
        configurationPath(role),
      );
    expect(await validate(relay, "relay")).toMatchObject({ status: 0, stderr: "" });
    expect(await validate(sampler, "sampler")).toMatchObject({ status: 0, stderr: "" });
    const path = configurationPath("sampler");
    const text = await sampler.must("cat", path);
    await sampler.write(path, text.replace("decision_wait", "decision_weight"));
    expect((await validate(sampler, "sampler")).status).not.toBe(0);
    await sampler.write(path, text);
  });

  it("run under units that systemd understands", async () => {
    for (const [machine, role] of [
      [samplers[0], "sampler"],
      [relays[0], "relay"],
    ] as const) {
      const { stderr } = await (machine as Machine).run(
        "systemd-analyze",
        "verify",
        "--man=no",
        `${unitName(role)}.service`,
      );
      expect(stderr).not.toContain(unitName(role));
    }
  });

  it("keep what failed, what was slow by its own SLO, and a share of the rest, whole, though halves came to two relays", async () => {
    await send(...ALL);
    for (const group of [SLOW, SLOW_FOOD, FAILED])
      await eventually(
        `all of ${group.name} are kept`,
        () => arrived(group),
        ({ whole }) => whole === group.count,
        60,
      );
    for (const group of [QUICK, LONGISH]) {
      const { whole, torn } = await arrived(group);
      expect(torn).toBe(0);
      // Three standard deviations of a share of 25 % in 200: which ids are kept follows from the ids.
      expect(whole / group.count).toBeGreaterThan(0.16);
      expect(whole / group.count).toBeLessThan(0.34);
    }
    expect((await kept()).filter(({ refused }) => refused)).toEqual([]);
  });

  it("count every span for Prometheus, kept or not", async () => {
    const spans = 2 * ALL.reduce((sum, { count }) => sum + count, 0);
    const total = (text: string): number =>
      text
        .split("\n")
        .filter((line) => line.startsWith(`${CALLS_TOTAL}{`))
        .reduce((sum, line) => sum + Number(/\} ([0-9.e+]+)/.exec(line)?.[1]), 0);
    const text = await eventually("all are counted", scrape, (answer) => total(answer) === spans, 60);
    for (const limit of ["0.3", "0.5"]) expect(text).toContain(`le="${limit}"`);
    expect(text).toMatch(
      new RegExp(`^${CALLS_TOTAL}\\{.*service_namespace="food".*status_code="STATUS_CODE_ERROR"`, "m"),
    );
  });

  it("tell of themselves under the names that alerts ask for", async () => {
    const own = async (machine: Machine, address: string, role: CollectorRole): Promise<string> =>
      machine.must("curl", "--silent", "--fail", `http://${address}:${OWN_METRICS_PORT[role]}/metrics`);
    const relay = await own(relays[0] as Machine, "127.0.0.1", "relay");
    expect(relay).toMatch(/^otelcol_receiver_refused_spans\{/m);
    const sampler = await own(samplers[0] as Machine, SAMPLERS[0], "sampler");
    for (const name of ["otelcol_exporter_queue_size", "otelcol_exporter_queue_capacity"])
      expect(sampler).toMatch(new RegExp(`^${name}\\{.*exporter="otlp_grpc/arms"`, "m"));
  });

  it("link a bucket to a trace by an exemplar", async () => {
    const group: Group = { ...QUICK, name: "example", count: 20 };
    await send(group);
    const exemplar = new RegExp(`^${DURATION_BUCKET}\\{.*# \\{.*trace_id="([0-9a-f]{32})"`, "m");
    const text = await eventually("there is an exemplar", scrape, (answer) => exemplar.test(answer), 60);
    expect([...traceIds(group), ...ALL.flatMap(traceIds)]).toContain(exemplar.exec(text)?.[1]);
  });

  it("lose nothing while one is dead: the other's share arrives at once, its own when it is back", async () => {
    const group: Group = { ...FAILED, name: "during", count: 60, failed: "both" };
    await kill(samplers[0] as Machine);
    await send(group);
    const alone = await eventually(
      "the living one's share arrives",
      () => arrived(group),
      ({ whole }) => whole > 0,
      60,
    );
    expect(alone.whole).toBeLessThan(group.count);
    await startCollector(samplers[0] as Machine, "sampler");
    await eventually(
      "all have arrived",
      () => arrived(group),
      ({ whole }) => whole === group.count,
      60,
    );
  });

  it("keep on disk what Alibaba Cloud doesn't take, even when they are killed", async () => {
    const group: Group = { ...FAILED, name: "outage", count: 60, failed: "both" };
    await store.must("pkill", "-KILL", "-f", "trace-store.ts");
    await send(group);
    await eventually(
      "decisions are made, and their exports fail",
      () =>
        Promise.all(
          samplers.map((machine) => machine.must("sh", "-c", "grep -c 'Exporting failed' /tmp/sampler.log")),
        ),
      (counts) => counts.every((count) => Number(count) > 0),
      60,
    );
    for (const machine of samplers) await kill(machine);
    await startStore();
    for (const machine of samplers) await startCollector(machine, "sampler");
    await eventually(
      "all have arrived",
      () => arrived(group),
      ({ whole }) => whole === group.count,
      60,
    );
  });

  it("show the token to nobody who may not send", async () => {
    for (const machine of samplers) {
      expect(await machine.must("cat", configurationPath("sampler"))).not.toContain(TOKEN);
      expect(await machine.must("stat", "--format=%a %U", TOKEN_FILE)).toBe("600 root\n");
    }
  });
});

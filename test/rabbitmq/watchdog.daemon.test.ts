import { afterAll, beforeAll, expect, it } from "vitest";
import { composeGuest } from "../../components/guest/compose.ts";
import { NODE_EXPORTER_PORT, nodeExporter } from "../../components/guest/node-exporter.ts";
import { brokerHost } from "../../components/rabbitmq/node-names.ts";
import { AMQPS_PORT, MANAGEMENT_PORT } from "../../components/rabbitmq/queues.ts";
import { rabbitmq } from "../../components/rabbitmq/rabbitmq.ts";
import { MEMBER_UNIT } from "../../components/rabbitmq/rabbitmq-unit.ts";
import { WATCHDOG_METRICS, WATCHDOG_UNIT } from "../../components/rabbitmq/watchdog.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { eventually } from "../guest/run.ts";
import { systemd } from "../guest/systemd-init.ts";
import { brokerTls } from "./authority.ts";
import { takePort } from "./taken-port.ts";

const NODE = { name: "artist-rabbitmq-1", address: "10.93.0.11" };
const GUEST = composeGuest(NODE.name, "rabbitmq", [
  nodeExporter({ address: NODE.address }),
  rabbitmq({
    name: NODE.name,
    nodes: [NODE],
    miniProgram: "artist",
    clusterName: "hougu-test-artist",
    memoryGiB: 2,
    watchdog: { intervalSeconds: 1, patienceSeconds: 3, backoffSeconds: 1, backoffMostSeconds: 4 },
  }),
]);

const commands = ["systemctl", "rabbitmqctl", "openssl", "curl", "ip", "unshare", "nsenter", "python3"];
const paths = ["/lib/systemd/systemd", "/usr/lib/rabbitmq/bin/rabbitmq-server"];
const needs = { commands, paths, root: true, controlGroups: true };
describeJudged("a broker's watchdog under Debian's systemd", needs, () => {
  let segment: Segment;
  let machine: Machine;

  const ctl = (...command: string[]) => machine.run("rabbitmqctl", "--quiet", ...command);
  const metrics = () => machine.must("cat", WATCHDOG_METRICS);
  const done = async (action: string, result: string): Promise<number> =>
    Number(new RegExp(`action="${action}",result="${result}"\\} (\\d+)`).exec(await metrics())?.[1]);
  const sees = (state: string, seconds = 60) =>
    eventually(
      `it sees: ${state}`,
      metrics,
      (text) => text.includes(`hougu_rabbitmq_watchdog_state{state="${state}"} 1`),
      seconds,
    );
  const processOf = async (unit: string): Promise<string> =>
    (await machine.must("systemctl", "show", "--property=MainPID", "--value", unit)).trim();

  beforeAll(async () => {
    const tls = await brokerTls([brokerHost(NODE)]);
    segment = await Segment.create();
    machine = await segment.machine(NODE.address, { init: systemd() });
    await eventually(
      "systemd runs",
      () => machine.run("systemctl", "is-system-running"),
      ({ stdout }) => stdout.trim() === "running",
    );
    await machine.provision(GUEST, {
      brokerAppPassword: "app-password",
      brokerInboxPassword: "inbox-password",
      brokerDanmakuPassword: "danmaku-password",
      brokerAutoscalerPassword: "autoscaler-password",
      brokerOperatorPassword: "operator-password",
      erlangCookie: "A".repeat(40),
      brokerAuthority: tls.authority,
      brokerCertificate: tls.certificate,
      brokerPrivateKey: tls.privateKey,
    });
    await machine.must("systemctl", "daemon-reload");
    // As `boot` does, in its order.
    for (const { unit } of GUEST.services) {
      await machine.must("systemctl", "enable", "--quiet", unit);
      await machine.must("systemctl", "start", unit);
    }
  }, 150_000);
  afterAll(async () => {
    await segment?.destroy();
  });

  it("is a unit that systemd understands, and that sees little of the machine", async () => {
    const unit = `${WATCHDOG_UNIT}.service`;
    const { stderr } = await machine.run("systemd-analyze", "verify", "--man=no", unit);
    expect(stderr).not.toContain("hougu-rabbitmq");
    const { stdout } = await machine.run("systemd-analyze", "security", "--offline=yes", "--no-pager", unit);
    expect(Number(/Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThanOrEqual(3);
  });

  it("tells node exporter what it sees", async () => {
    await sees("serving");
    const scraped = await machine.must("curl", "-sf", `http://${NODE.address}:${NODE_EXPORTER_PORT}/metrics`);
    expect(scraped).toContain('hougu_rabbitmq_watchdog_state{state="serving"} 1');
    expect(scraped).toContain('hougu_rabbitmq_watchdog_actions_total{action="restart",result="done"} 0');
    expect(scraped).toContain("node_textfile_scrape_error 0");
  });

  it("leaves a broker alone that is in maintenance, or that somebody has stopped", async () => {
    await machine.must("rabbitmq-upgrade", "drain");
    await sees("closed");
    await machine.must("rabbitmq-upgrade", "revive");
    await sees("serving");
    expect(await ctl("stop_app")).toMatchObject({ status: 0 });
    await sees("stopped");
    // Twice as long as it would wait for one that had failed: three seconds, and six looks' pause.
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    expect(await machine.must("ss", "-Htln")).not.toContain(`:${AMQPS_PORT} `);
    expect(await done("start_app", "done")).toBe(0);
  });

  it("starts one whose pause has died, in the same Erlang machine", async () => {
    const process = await processOf("rabbitmq-server");
    await machine.must("systemctl", "stop", WATCHDOG_UNIT);
    expect(await ctl("stop_app")).toMatchObject({ status: 0 });
    // One node never pauses: this is what the watchdog remembers of one that did.
    const memory = { attempts: 0, notBefore: 0, paused: Number(process), actions: {} };
    await machine.write(`/run/${WATCHDOG_UNIT}/state.json`, JSON.stringify(memory));
    await machine.must("systemctl", "start", WATCHDOG_UNIT);
    await machine.listens(AMQPS_PORT, 150);
    await sees("serving");
    expect(await processOf("rabbitmq-server")).toBe(process);
    expect(await done("start_app", "done")).toBe(1);
  });

  it("has the unit restarted where a start has failed and left half of a broker behind", async () => {
    const process = await processOf("rabbitmq-server");
    await machine.must("systemctl", "stop", WATCHDOG_UNIT);
    expect(await ctl("stop_app")).toMatchObject({ status: 0 });
    const givePortBack = await takePort(machine, MANAGEMENT_PORT);
    expect((await ctl("start_app")).status).not.toBe(0);
    await givePortBack();
    // Nobody else does anything: systemd sees a unit that runs.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect((await machine.must("systemctl", "is-active", "rabbitmq-server")).trim()).toBe("active");
    expect(await processOf("rabbitmq-server")).toBe(process);
    expect(await machine.must("ss", "-Htln")).not.toContain(`:${AMQPS_PORT} `);

    await machine.must("systemctl", "start", WATCHDOG_UNIT);
    await machine.listens(AMQPS_PORT, 150);
    expect(await processOf("rabbitmq-server")).not.toBe(process);
    // The server's end has ended the watchdog, and its start has started it: it counts on.
    await sees("serving");
    expect(await done("start_app", "done")).toBe(1);
    expect(await done("start_app", "failed")).toBe(1);
    expect(await done("restart", "done")).toBe(1);
    const journal = await machine.must("journalctl", "--no-pager", "-o", "cat", "-u", WATCHDOG_UNIT);
    expect(journal).toContain("rabbitmq-watchdog: the broker does not start: ");
    expect(journal).toContain("its Erlang machine ends, for systemd to restart rabbitmq-server");
  });

  it("is gone before a planned stop begins, and back with the next start", async () => {
    await machine.must("systemctl", "stop", "rabbitmq-server");
    expect((await machine.run("systemctl", "is-active", WATCHDOG_UNIT)).stdout.trim()).toBe("inactive");
    const stops = (
      await machine.must(
        // biome-ignore format: a command
        "systemctl",
        "show",
        "--property=InactiveEnterTimestampMonotonic,ActiveExitTimestampMonotonic",
        WATCHDOG_UNIT,
        "rabbitmq-server",
      )
    )
      .split("\n\n")
      .map((text) => Object.fromEntries(text.split("\n").map((line) => line.split("="))));
    const [watchdog, server] = stops.map(
      ({ InactiveEnterTimestampMonotonic: end, ActiveExitTimestampMonotonic: begin }) => ({
        begin: Number(begin),
        end: Number(end),
      }),
    );
    expect(watchdog?.end).toBeLessThanOrEqual(server?.begin ?? 0);
    await machine.must("systemctl", "start", "rabbitmq-server");
    await sees("serving");
    const units = ["rabbitmq-server", WATCHDOG_UNIT, MEMBER_UNIT];
    await eventually(
      "all units run",
      () => machine.run("systemctl", "is-active", ...units),
      ({ stdout }) => stdout === "active\nactive\nactive\n",
    );
  });
});

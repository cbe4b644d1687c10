import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { edgeGuest } from "../../components/environment/edge-guest.ts";
import { monitoringGuests } from "../../components/environment/monitoring-guests.ts";
import type { EnvironmentPlan, HostPlan } from "../../components/environment/plan-types.ts";
import { withConfigurationCheck } from "../../components/guest/configuration-check.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { selfSigned } from "../edge/certificate.ts";
import { asClone } from "../guest/clone.ts";
import { harmless } from "../guest/harmless.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { eventually } from "../guest/run.ts";
import { systemd } from "../guest/systemd-init.ts";
import { environmentOf } from "../program/recorded.ts";

const ROBOT = { name: "robot.example.com", address: "192.168.50.60", secret: "SEC0123456789abcdef" };
const KEPT = "/var/tmp/told.jsonl";

const dev = environmentOf("dev");
const environment = {
  ...dev,
  observability: {
    metrics: {
      servers: 2,
      machine: { cpus: 2, memoryGiB: 2, diskGiB: 40 },
      // Faster than in production, so that nobody waits for the first scrapes.
      scrapeSeconds: 5,
    },
    alerts: {
      language: "zh",
      repeatHours: 4,
      runbooks: "https://git.example.com/runbooks",
      receivers: [{ name: "oncall", kind: "dingtalk" }],
      hours: [],
      routes: [{ receiver: "oncall", severity: "page" }],
    },
  },
} as const;

const hostAt = (
  name: string,
  role: HostPlan["role"],
  service: HostPlan["service"],
  last: number,
): HostPlan => ({
  name,
  role,
  service,
  address: `192.168.50.${last}`,
  machine: { cpus: 2, memoryGiB: 2, diskGiB: 20 },
  placement: { on: "vsphere" },
});
/** The second edge isn't there: somebody must hear of that, once, and not of everything on it as well. */
const EDGES = [hostAt("food-edge-1", "edge", "food", 21), hostAt("food-edge-2", "edge", "food", 22)] as const;
const MONITORS = [
  hostAt("monitoring-1", "monitoring", "platform", 51),
  hostAt("monitoring-2", "monitoring", "platform", 52),
] as const;
const pair = { name: "food-edge", virtualAddress: "192.168.50.20", virtualRouterId: 61, hosts: EDGES };
const foodPlan = {
  name: "food",
  platform: "vsphere",
  edgePairs: [pair],
  tomcats: [],
  brokers: [],
} as const;
const plan: EnvironmentPlan = { subnets: [], miniPrograms: [foodPlan], monitoring: MONITORS };

const settings = environment.miniPrograms.find(({ name }) => name === "food");
if (!settings) throw new Error("dev has no food");
const TOMCAT = hostAt("food-tomcat-1", "tomcat", "food", 31);
const edges: Guest[] = ([0, 1] as const).map((index) =>
  edgeGuest({
    environment,
    plan,
    settings,
    miniProgram: { ...foodPlan, tomcats: [TOMCAT] },
    pair,
    index,
    prefix: 24,
  }),
);
const monitors = monitoringGuests(environment, plan, edges);

interface Told {
  readonly token: readonly string[];
  readonly taken: boolean;
  readonly message: { readonly markdown: { readonly title: string; readonly text: string } };
}

// biome-ignore format: one package a line would be a page
const commands = ["systemctl", "nginx", "keepalived", "prometheus", "promtool", "prometheus-alertmanager", "amtool",
  "prometheus-blackbox-exporter", "prometheus-nginx-exporter", "prometheus-node-exporter", "python3", "curl", "nft"];

describeJudged("the machines that measure", { commands, root: true, controlGroups: true }, () => {
  let segment: Segment;
  let robot: Machine;
  let edge: Machine;
  const running: Machine[] = [];

  async function booted(guest: Guest, address: string, index: number, tls: Tls): Promise<Machine> {
    const machine = await segment.machine(`10.95.0.${index}`, { init: systemd() });
    await eventually(
      `systemd runs on ${guest.name}`,
      () => machine.run("systemctl", "is-system-running"),
      ({ stdout }) => stdout.trim() === "running",
    );
    await asClone(machine, address, {
      vrrpPassword: "pass-w0r",
      tlsCertificate: tls.certificate,
      tlsPrivateKey: tls.privateKey,
      alertAddresses: `oncall https://${ROBOT.name}/robot/send?access_token=T0ken#${ROBOT.secret}`,
    });
    await machine.writeFiles(guest);
    await harmless(machine);
    await machine.setNetwork(guest);
    // The robot's name and certificate, as the world's name servers and authorities would vouch for them.
    await machine.must("sh", "-c", `echo '${ROBOT.address} ${ROBOT.name}' >> /etc/hosts`);
    await machine.write("/usr/local/share/ca-certificates/robot.crt", `${tls.robot}\n`);
    await machine.must("update-ca-certificates");
    await machine.must("/usr/local/lib/hougu/boot");
    return machine;
  }

  interface Tls {
    readonly certificate: string;
    readonly privateKey: string;
    readonly robot: string;
  }

  const told = async (): Promise<Told[]> => {
    const text = await readFile(robot.path(KEPT), "utf8").catch(() => "");
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Told);
  };
  /** Messages whose title says that something is, or is over. */
  const messages = async (state: "告警" | "恢复", about: string): Promise<Told[]> =>
    (await told()).filter(({ message: { markdown } }) =>
      markdown.title.startsWith(`[${state}]`) ? markdown.text.includes(about) : false,
    );
  const ask = async (machine: Machine, address: string, query: string): Promise<Record<string, string>[]> => {
    const url = `http://${address}:9090/api/v1/query`;
    const answer = await machine.run("curl", "-s", "-G", "--data-urlencode", `query=${query}`, url);
    const { data } = JSON.parse(answer.stdout || "{}") as {
      data?: { result: { metric: Record<string, string>; value: [number, string] }[] };
    };
    return (data?.result ?? []).map(({ metric, value }) => ({ ...metric, value: value[1] }));
  };
  const monitor = (index: 0 | 1): [Machine, string] => [
    running[index] as Machine,
    (MONITORS[index] as HostPlan).address,
  ];

  beforeAll(async () => {
    segment = await Segment.create();
    const certificate = await selfSigned(ROBOT.name);
    const own = await selfSigned(settings.domain);
    robot = await segment.machine(ROBOT.address);
    await robot.write("/var/tmp/robot.crt", `${certificate.certificate}\n`);
    await robot.write("/var/tmp/robot.key", `${certificate.privateKey}\n`);
    const script = join(import.meta.dirname, "robot.py");
    robot.start("python3", script, "/var/tmp/robot.crt", "/var/tmp/robot.key", ROBOT.secret, KEPT);
    await robot.listens(443);
    const tls = { ...own, robot: certificate.certificate };
    const first = edges[0] as Guest;
    edge = await booted(withConfigurationCheck(first), EDGES[0].address, 11, tls);
    for (const [index, guest] of monitors.entries()) {
      const machine = await booted(guest, (MONITORS[index] as HostPlan).address, 21 + index, tls);
      // What has ended is told with the group's next message, five minutes later: the same in half a minute here.
      const file = "/etc/prometheus/alertmanager.yml";
      await machine.must("sed", "-i", "s/group_interval: 5m/group_interval: 30s/", file);
      await machine.must("systemctl", "reload", "prometheus-alertmanager");
      running.push(machine);
    }
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  it("run all their services, each of which has judged its own configuration", async () => {
    for (const [index, guest] of monitors.entries()) {
      const units = guest.services.map(({ unit }) => unit);
      // A timer's own service runs now and then, and a reload takes a moment.
      await eventually(
        `all of ${guest.name} runs`,
        async () => (await (running[index] as Machine).run("systemctl", "is-active", ...units)).stdout,
        (states) =>
          states
            .trim()
            .split("\n")
            .every((state) => state === "active"),
        60,
      );
    }
  });

  it("both read every host and service that is there, with labels that say whose it is", async () => {
    for (const index of [0, 1] as const) {
      const [machine, address] = monitor(index);
      const up = await eventually(
        "all are scraped",
        () => ask(machine, address, 'up{host!="food-edge-2",job!="blackbox"} == 1'),
        (found) => found.length === 8,
        90,
      );
      expect(
        up.map(({ job, host, role, mini_program }) => `${job} ${host} ${role} ${mini_program}`).sort(),
      ).toEqual([
        "alertmanager monitoring-1 monitoring platform",
        "alertmanager monitoring-2 monitoring platform",
        "nginx food-edge-1 edge food",
        "node food-edge-1 edge food",
        "node monitoring-1 monitoring platform",
        "node monitoring-2 monitoring platform",
        "prometheus monitoring-1 monitoring platform",
        "prometheus monitoring-2 monitoring platform",
      ]);
      expect(await ask(machine, address, 'hougu_vrrp_state{state="MASTER"} == 1')).toHaveLength(1);
    }
  });

  it("tell the robot once that a host is away, signed and in its language, and not of what follows from it", async () => {
    const found = await eventually(
      "the robot is told",
      () => messages("告警", "food-edge-2"),
      (list) => list.length > 0,
      180,
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ token: ["T0ken"], taken: true });
    expect(found[0]?.message.markdown.text).toContain("主机 food-edge-2 无响应");
    expect(found[0]?.message.markdown.text).toContain("https://git.example.com/runbooks/host-unreachable.md");
  });

  it("tell once that Nginx has failed, though both found it, and once that it is back", async () => {
    await edge.must("systemctl", "stop", "nginx");
    await eventually(
      "the robot is told",
      () => messages("告警", "food-edge-1 的 Nginx"),
      (list) => list.length > 0,
      180,
    );
    await edge.must("systemctl", "start", "nginx");
    await eventually(
      "the robot is told that it is over",
      () => messages("恢复", "food-edge-1 的 Nginx"),
      (list) => list.length > 0,
      120,
    );
    expect(await messages("告警", "food-edge-1 的 Nginx")).toHaveLength(1);
    expect(await messages("恢复", "food-edge-1 的 Nginx")).toHaveLength(1);
    expect((await told()).every(({ taken }) => taken)).toBe(true);
  }, 360_000);

  it("see that somebody has changed a file by hand", async () => {
    const [machine, address] = monitor(0);
    const query = 'hougu_configuration_file_intact{host="food-edge-1"} == 0';
    expect(await ask(machine, address, query)).toEqual([]);
    await edge.must("sh", "-c", "echo '# by hand' >> /etc/nginx/nginx.conf");
    await edge.must("systemctl", "start", "hougu-configuration-check");
    const found = await eventually(
      "it is seen",
      () => ask(machine, address, query),
      (list) => list.length > 0,
      30,
    );
    expect(found).toMatchObject([{ path: "/etc/nginx/nginx.conf", role: "edge", mini_program: "food" }]);
    // Another boot doesn't make it the truth.
    await edge.must("/usr/local/lib/hougu/boot");
    await edge.must("systemctl", "start", "hougu-configuration-check");
    expect(
      await edge.must("grep", "nginx.conf", "/var/lib/prometheus/node-exporter/hougu-configuration.prom"),
    ).toMatch(/nginx\.conf"\} 0$/m);
  });
});

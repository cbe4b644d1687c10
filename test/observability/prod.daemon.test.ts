import { afterAll, beforeAll, expect, it } from "vitest";
import { guestsOf } from "../../components/environment/guests.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { environmentOf, SECRET_VALUES } from "../program/recorded.ts";

const environment = environmentOf("prod");
const plan = planEnvironment(environment);
const [host] = plan.monitoring;
const guest = host && guestsOf(environment, plan).get(host.name);
const receivers = ["oncall", "team", "heartbeat"];

// biome-ignore format: one package a line would be a page
const commands = ["promtool", "amtool", "prometheus-blackbox-exporter", "python3", "ip"];

describeJudged("what a monitoring machine of prod gets", { commands, root: true }, () => {
  if (!guest || !host) throw new Error("prod has nobody who measures");
  let segment: Segment;
  let machine: Machine;
  beforeAll(async () => {
    segment = await Segment.create();
    machine = await segment.machine(host.address);
    await machine.provision(guest, {
      alertAddresses: receivers
        .map((name) => `${name} https://${name}.example.com/hook?key=T0ken`)
        .join("\n"),
      mailPassword: SECRET_VALUES.mailPassword,
      remoteWritePassword: SECRET_VALUES.remoteWritePassword,
    });
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  it.each(guest.services.filter(({ verify }) => verify).map(({ unit }) => unit))(
    "is right to %s's own judge",
    async (unit) => {
      if (["ssh", "chrony"].includes(unit)) return;
      expect(await machine.verify(guest, unit)).toMatchObject({ status: 0 });
    },
  );

  it("has every rule in one file that Prometheus reads", async () => {
    const checked = await machine.must("promtool", "check", "rules", "/etc/prometheus/rules/hougu.yml");
    expect(checked).toMatch(/SUCCESS: \d{2,} rules found/);
  });

  it.each([
    { labels: ["severity=page", "mini_program=food"], to: "oncall,team" },
    { labels: ["severity=page", "mini_program=artist"], to: "oncall,team,owners" },
    { labels: ["severity=ticket", "mini_program=artist"], to: "team" },
    { labels: ["severity=page"], to: "oncall,team" },
    { labels: ["severity=ticket", "purpose=heartbeat"], to: "heartbeat" },
  ])("tells $to of $labels", async ({ labels, to }) => {
    const file = "--config.file=/etc/prometheus/alertmanager.yml";
    const routed = await machine.must("amtool", "config", "routes", "test", file, ...labels);
    expect(routed.trim()).toBe(to);
  });

  it("is refused by amtool with a receiver that isn't there", async () => {
    const file = "/etc/prometheus/alertmanager.yml";
    const text = await machine.must("cat", file);
    await machine.write("/tmp/wrong.yml", text.replace("receiver: team", "receiver: taem"));
    expect((await machine.run("amtool", "check-config", "/tmp/wrong.yml")).status).not.toBe(0);
  });
});

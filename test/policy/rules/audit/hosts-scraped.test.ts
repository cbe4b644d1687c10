import { describe, expect, it } from "vitest";
import { guestsOf } from "../../../../components/environment/guests.ts";
import { planEnvironment } from "../../../../components/environment/plan.ts";
import { cloudInit } from "../../../../components/guest/cloud-init.ts";
import { UNKNOWN } from "../../../../policy/resource.ts";
import { hostsScraped } from "../../../../policy/rules/audit/hosts-scraped.ts";
import * as t from "../../../../policy/types.ts";
import { environmentOf } from "../../../program/recorded.ts";
import { judgeStack, resource } from "../judge.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const monitor = (userData: unknown, name = "monitoring-1") =>
  resource(t.ECS_INSTANCE, { hostName: name, userData }, { name });
const host = (name: string) =>
  resource(t.ECS_INSTANCE, { hostName: name, userData: base64("#cloud-config\n") }, { name });
const vm = (name: string) => resource(t.VSPHERE_VM, { name, extraConfig: {} }, { name });
const reads = (...hosts: readonly string[]) =>
  base64(`#cloud-config\nscrape_configs:\n${hosts.map((one) => `  - host: ${one}\n`).join("")}`);

describe("hosts-scraped", () => {
  it("passes where each machine is a target, under its host name or behind the environment's", () => {
    const stack = [
      monitor(reads("monitoring-1", "a", "food-edge-1")),
      host("a"),
      vm("hougu-prod-food-edge-1"),
    ];
    expect(judgeStack(hostsScraped, stack)).toMatchObject({ broken: [], undecided: [] });
  });

  it("fails for each machine that is none, and for all where nobody measures", () => {
    expect(judgeStack(hostsScraped, [monitor(reads("monitoring-1")), host("a")]).broken).toEqual([
      "a is no target of any Prometheus of this stack.",
    ]);
    expect(judgeStack(hostsScraped, [host("a"), vm("b")]).broken).toHaveLength(2);
  });

  it("takes no host for another whose name ends alike", () => {
    const stack = [monitor(reads("monitoring-1", "edge-1")), vm("other-sedge-1")];
    expect(judgeStack(hostsScraped, stack).broken).toHaveLength(1);
  });

  it("waits while what a machine runs is unknown", () => {
    expect(judgeStack(hostsScraped, [monitor(UNKNOWN), host("a")])).toMatchObject({ broken: [] });
  });

  it.each(["dev", "prod"] as const)("reads the targets of %s as its machines get them", (tier) => {
    const environment = environmentOf(tier);
    const plan = planEnvironment(environment);
    const guests = guestsOf(environment, plan);
    const monitors = plan.monitoring.map(({ name }) => {
      const guest = guests.get(name);
      if (!guest) throw new Error(`no guest for ${name}`);
      return monitor(base64(cloudInit(guest, { by: "guestinfo" })), name);
    });
    const others = [...guests.keys()].filter((name) => !name.startsWith("monitoring")).map(host);
    expect(judgeStack(hostsScraped, [...monitors, ...others]).broken).toEqual([]);
  });
});

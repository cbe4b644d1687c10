import { describe, expect, test } from "vitest";
import { guestsOf } from "../../components/environment/guests.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import type { Guest, OpenPort } from "../../components/guest/guest.ts";
import { groupsOf, planFirewall } from "../../components/network/firewall-plan.ts";
import { environmentOf } from "./recorded.ts";

const PAIRS = [
  [["artist", "entry"], { kind: "pair" }],
  [["waf"], undefined],
] as const;
const environment = environmentOf("prod", PAIRS);
const plan = planEnvironment(environment);
const guests = guestsOf(environment, plan);
const artist = plan.miniPrograms.filter(({ name }) => name === "artist");
const adminCidrs = ["10.8.0.0/24"];

/** The firewall when one more port is open on every host of a role. */
function withPort(role: "edge" | "tomcat", port: OpenPort) {
  const changed = new Map(
    [...guests].map(([name, guest]): [string, Guest] => [
      name,
      guest.role === role ? { ...guest, ports: [...guest.ports, port] } : guest,
    ]),
  );
  return planFirewall({ miniPrograms: artist, guests: changed, adminCidrs });
}

describe("the internet", () => {
  test.each([
    ["an edge's SSH", "edge", { name: "ssh-too", port: 22, protocol: "tcp", from: ["internet"] }],
    ["an edge's UDP 443", "edge", { name: "quic", port: 443, protocol: "udp", from: ["internet"] }],
    ["a Tomcat's HTTPS", "tomcat", { name: "https", port: 443, protocol: "tcp", from: ["internet"] }],
  ] as const)("never reaches %s: the guest is refused", (_, role, port) => {
    expect(() => withPort(role, port)).toThrow(/to the internet; only an edge's TCP 80 and 443 may be/);
  });
});

test.each([
  ["edge", [{ group: "artist-edge" }]],
  ["tomcat", [{ group: "artist-tomcat" }]],
  ["admin", [{ cidr: "10.8.0.0/24" }]],
  // The machine itself, and nobody yet.
  ["self", []],
  ["monitoring", []],
] as const)("a port for %s opens to exactly that", (source, from) => {
  const { rules } = withPort("tomcat", { name: "extra", port: 9999, protocol: "udp", from: [source] });
  expect(rules.filter(({ port }) => port === 9999)).toEqual(
    from.map((origin) => expect.objectContaining({ group: "artist-tomcat", protocol: "udp", from: origin })),
  );
});

test("pods reach the brokers' two ports from their subnets, and nothing else", () => {
  const podCidrs = plan.subnets.filter(({ tier }) => tier === "pods").map(({ cidr }) => cidr);
  expect(podCidrs).toHaveLength(2);
  const { rules } = planFirewall({ miniPrograms: artist, guests, adminCidrs, podCidrs });
  const theirs = rules.filter(({ from }) => "cidr" in from && podCidrs.includes(from.cidr));
  expect(theirs.map(({ group, port }) => `${group} ${port}`).sort()).toEqual(
    ["artist-rabbitmq 15671", "artist-rabbitmq 5671"].flatMap((one) => [one, one]),
  );
  // Without a cluster there is nobody to let in.
  const alone = planFirewall({ miniPrograms: artist, guests, adminCidrs });
  expect(alone.rules).toHaveLength(rules.length - theirs.length);
});

test("a port that every host of a role opens is one rule", () => {
  const { rules } = planFirewall({ miniPrograms: artist, guests, adminCidrs });
  const names = rules.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(rules.filter(({ port }) => port === 443)).toHaveLength(1);
});

test("all protocols pass between the two hosts of a pair only, and only where VRRP runs", () => {
  const { groups, rules } = planFirewall({ miniPrograms: artist, guests, adminCidrs });
  const open = rules.filter(({ protocol }) => protocol === "all").map(({ group }) => group);
  expect(open).toEqual(artist[0]?.edgePairs.map(({ name }) => `${name}-peers`));
  for (const name of open) expect(groups.find((group) => group.name === name)?.members).toHaveLength(2);

  const silent = new Map(
    [...guests].map(([name, guest]): [string, Guest] => [
      name,
      { ...guest, ports: guest.ports.filter(({ protocol }) => protocol !== "vrrp") },
    ]),
  );
  const without = planFirewall({ miniPrograms: artist, guests: silent, adminCidrs });
  expect(without.rules.filter(({ protocol }) => protocol === "all")).toEqual([]);
});

test("a mini-program's edges don't reach another's Tomcats", () => {
  const both = environmentOf("prod", [
    ...PAIRS,
    [["food", "dns"], undefined],
    [["food", "platform"], "alicloud"],
    [["food", "edge", "virtualRouterId"], 61],
    [["vsphere"], undefined],
    [["data", "mysql", "mariadb"], undefined],
  ]);
  const together = planEnvironment(both);
  const { rules } = planFirewall({
    miniPrograms: together.miniPrograms,
    guests: guestsOf(both, together),
    adminCidrs,
  });
  for (const { group, from } of rules)
    if ("group" in from) expect(from.group.split("-")[0]).toBe(group.split("-")[0]);
});

test("every host belongs to a group", () => {
  const firewall = planFirewall({ miniPrograms: artist, guests, adminCidrs });
  for (const { edgePairs, tomcats } of artist) {
    for (const { name } of edgePairs.flatMap((pair) => pair.hosts))
      expect(groupsOf(firewall, name)).toHaveLength(2);
    for (const { name } of tomcats) expect(groupsOf(firewall, name)).toEqual(["artist-tomcat"]);
  }
});

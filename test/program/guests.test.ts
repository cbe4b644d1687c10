import { describe, expect, test } from "vitest";
import { guestsOf } from "../../components/environment/guests.ts";
import { everyHostOf } from "../../components/environment/hosts-of.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { templateText } from "../../components/guest/staging.ts";
import { environmentOf } from "./recorded.ts";

describe.each(["dev", "prod"] as const)("the guests of %s", (tier) => {
  const environment = environmentOf(tier);
  const plan = planEnvironment(environment);
  const guests = guestsOf(environment, plan);

  function file(host: string, path: string): string {
    const found = guests.get(host)?.files.find((candidate) => candidate.path === path);
    if (!found) throw new Error(`${host} has no ${path}`);
    return templateText(found.content);
  }
  /** The numbers or words that follow a directive of keepalived's. */
  const directive = (host: string, name: string): string[] =>
    [
      ...file(host, "/etc/keepalived/keepalived.conf").matchAll(new RegExp(`^\\s*${name}\\s+(\\S+)`, "gm")),
    ].map(([, value]) => value ?? "");

  test("are one for each planned host", () => {
    const hosts = everyHostOf(plan);
    expect([...guests.keys()].sort()).toEqual(hosts.map(({ name }) => name).sort());
    for (const { name, role } of hosts) expect(guests.get(name)).toMatchObject({ name, role });
  });

  const isBalanced = (miniProgram: string): boolean =>
    environment.miniPrograms.some(({ name, entry }) => name === miniProgram && entry.kind === "balanced");

  test("of a pair share a virtual address, know each other, and the first has the higher priority", () => {
    for (const { name, platform, edgePairs } of plan.miniPrograms) {
      if (isBalanced(name)) continue;
      for (const { virtualAddress, virtualRouterId, hosts } of edgePairs) {
        const [first, second] = hosts;
        for (const [own, peer] of [
          [first, second],
          [second, first],
        ] as const) {
          const text = file(own.name, "/etc/keepalived/keepalived.conf");
          expect(directive(own.name, "virtual_router_id")).toEqual([String(virtualRouterId)]);
          expect(directive(own.name, "unicast_src_ip")).toEqual([own.address]);
          expect(directive(own.name, "interface")).toEqual([platform === "alicloud" ? "eth0" : "ens192"]);
          expect(text).toMatch(new RegExp(`unicast_peer \\{\\s+${peer.address.replaceAll(".", "\\.")} `));
          expect(text).toContain(`${virtualAddress}/24 dev`);
        }
        expect(Number(directive(first.name, "priority")[0])).toBeGreaterThan(
          Number(directive(second.name, "priority")[0]),
        );
      }
    }
  });

  test("behind balancers share no address: keepalived isn't even installed", () => {
    for (const { name, edgePairs } of plan.miniPrograms) {
      for (const host of edgePairs.flatMap((pair) => pair.hosts)) {
        const guest = guests.get(host.name);
        expect(guest?.packages.includes("keepalived") ?? false, host.name).toBe(!isBalanced(name));
        expect(guest?.files.some(({ path }) => path.includes("keepalived"))).toBe(!isBalanced(name));
      }
    }
  });

  test("at the edge serve the mini-program's domain from all its Tomcats and no others", () => {
    for (const { name, edgePairs, tomcats } of plan.miniPrograms) {
      const domain = environment.miniPrograms.find((program) => program.name === name)?.domain ?? "none";
      for (const { hosts } of edgePairs) {
        for (const host of hosts) {
          const text = file(host.name, "/etc/nginx/nginx.conf");
          expect(text).toContain(domain);
          const upstreams = [...text.matchAll(/^\s*server (\d+\.\d+\.\d+\.\d+):8080/gm)].map(
            ([, address]) => address,
          );
          expect(new Set(upstreams)).toEqual(new Set(tomcats.map(({ address }) => address)));
        }
      }
    }
  });

  test("of a cluster replicate to every other node and not to themselves", () => {
    for (const { tomcats } of plan.miniPrograms) {
      for (const { name, address } of tomcats) {
        const members = [
          ...file(name, "/etc/tomcat10/server.xml").matchAll(/host="([^"]+)" port="4000"/g),
        ].map(([, member]) => member);
        expect(members).toEqual(tomcats.map((node) => node.address).filter((other) => other !== address));
      }
    }
  });
});

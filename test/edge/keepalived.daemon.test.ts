import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import {
  CHECK_COMMAND,
  type KeepalivedArgs,
  keepalived,
  VRRP_METRICS,
} from "../../components/edge/keepalived.ts";
import { nginx } from "../../components/edge/nginx.ts";
import { composeGuest } from "../../components/guest/compose.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { eventually } from "../guest/run.ts";
import { selfSigned } from "./certificate.ts";

const NAME = "api.artist.example.com";
const VIP = "10.98.0.10";
const ADDRESSES = ["10.98.0.11", "10.98.0.12"] as const;

function edgeGuest(index: 0 | 1, more: Partial<KeepalivedArgs>): Guest {
  return composeGuest(`edge-${index + 1}`, "edge", [
    nginx({
      serverName: NAME,
      virtualAddress: VIP,
      upstreams: [{ name: "tomcat-1", address: "10.98.0.21", port: 8080 }],
      requestsPerSecond: 20,
      burst: 40,
      maxBodyMiB: 1,
    }),
    keepalived({
      priority: index === 0 ? 200 : 190,
      interface: "eth0",
      virtualRouterId: 51,
      virtualAddress: VIP,
      prefix: 24,
      ownAddress: ADDRESSES[index],
      peerAddress: ADDRESSES[index === 0 ? 1 : 0],
      transport: "unicast",
      ...more,
    }),
  ]);
}

const commands = ["nginx", "keepalived", "openssl", "curl", "ip", "unshare", "nsenter", "ss"];
// The three ways a pair can speak: what Alibaba Cloud gets, what a vSphere segment may get, and the fast one.
const MODES: readonly [string, Partial<KeepalivedArgs>][] = [
  ["VRRPv2, unicast", {}],
  ["VRRPv2, multicast", { transport: "multicast" }],
  ["VRRPv3 at 0.2 s, unicast", { advertIntervalSeconds: 0.2 }],
];

for (const [mode, more] of MODES)
  describeJudged(`a pair of edges with real keepalived: ${mode}`, { commands, root: true }, () => {
    let segment: Segment;
    let first: Machine;
    let second: Machine;
    const guests = [edgeGuest(0, more), edgeGuest(1, more)] as const;

    const holders = async () => [await first.owns(VIP), await second.owns(VIP)];
    const held = (by: readonly [boolean, boolean], seconds?: number) =>
      eventually(
        `the address is held by ${by}`,
        holders,
        (now) => now[0] === by[0] && now[1] === by[1],
        seconds,
      );
    const stop = async (machine: Machine, daemon: "nginx" | "keepalived", signal: "TERM" | "KILL") => {
      await machine.must("pkill", `-${signal}`, "-x", daemon);
      await eventually(
        `no ${daemon} runs`,
        () => machine.run("pgrep", "-x", daemon),
        ({ status }) => status === 1,
      );
    };

    beforeAll(async () => {
      segment = await Segment.create();
      first = await segment.machine(ADDRESSES[0]);
      second = await segment.machine(ADDRESSES[1]);
      const { certificate, privateKey } = await selfSigned(NAME);
      const secrets = { tlsCertificate: certificate, tlsPrivateKey: privateKey, vrrpPassword: "pass-w0r" };
      await first.provision(guests[0], secrets);
      await second.provision(guests[1], secrets);
      for (const machine of [first, second]) {
        expect(await machine.verify(guests[0], "keepalived")).toMatchObject({ status: 0 });
        await machine.must("nginx");
      }
      await first.must("keepalived");
      await held([true, false]);
      await second.must("keepalived");
      // Long enough for the second to learn of the first: it must not take the address as well.
      await eventually(
        "the second is in a state",
        () => second.run("grep", "-c", 'state="BACKUP"} 1', VRRP_METRICS),
        ({ stdout }) => stdout.trim() === "1",
      );
      expect(await holders()).toEqual([true, false]);
    });
    afterAll(async () => {
      await segment?.destroy();
    });

    it("moves the address when Nginx dies, and does not move it back when it returns", async () => {
      await stop(first, "nginx", "KILL");
      await held([false, true]);
      expect(await first.must("cat", VRRP_METRICS)).toContain('state="FAULT"} 1');
      expect(await second.must("cat", VRRP_METRICS)).toContain('state="MASTER"} 1');
      await first.must("nginx");
      await eventually(
        "the first is a backup again",
        () => first.must("cat", VRRP_METRICS),
        (metrics) => metrics.includes('state="BACKUP"} 1'),
      );
      expect(await holders()).toEqual([false, true]);
    });

    it("hands the address over when it is stopped", async () => {
      await stop(second, "keepalived", "TERM");
      await held([true, false]);
      expect(await second.must("cat", VRRP_METRICS)).toContain('state="STOP"} 1');
      await second.must("keepalived");
      await eventually(
        "the second is a backup again",
        () => second.must("cat", VRRP_METRICS),
        (metrics) => metrics.includes('state="BACKUP"} 1'),
      );
    });

    it("takes the address over when a host dies in silence", async () => {
      await first.must("ip", "link", "set", "eth0", "down");
      await eventually("the second holds the address", () => second.owns(VIP), Boolean);
    });
  });

describeJudged("keepalived's adverts", { commands, root: true }, () => {
  let segment: Segment;
  let first: Machine;
  let stranger: Machine;

  beforeAll(async () => {
    segment = await Segment.create();
  });
  beforeEach(async () => {
    first = await segment.machine(ADDRESSES[0]);
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  it("are taken from the peer alone, and only with the password", async () => {
    const { certificate, privateKey } = await selfSigned(NAME);
    const secrets = { tlsCertificate: certificate, tlsPrivateKey: privateKey };
    await first.provision(edgeGuest(0, {}), { ...secrets, vrrpPassword: "right-pw" });
    await first.must("nginx");
    await first.must("keepalived");
    await eventually("the first holds the address", () => first.owns(VIP), Boolean);

    // A neighbour with the same router id and a higher priority, who knows the address but not the password.
    stranger = await segment.machine(ADDRESSES[1]);
    await stranger.provision(edgeGuest(1, { priority: 250 }), { ...secrets, vrrpPassword: "wrong-pw" });
    await stranger.must("nginx");
    await stranger.must("keepalived", "--log-detail");
    await eventually("the stranger believes to be alone", () => stranger.owns(VIP), Boolean);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(await first.owns(VIP)).toBe(true);
  });
});

describeJudged("keepalived's configuration", { commands, root: true }, () => {
  it("has a check that fails where no Nginx answers, and a refused configuration fails its own test", async () => {
    const segment = await Segment.create();
    try {
      const machine = await segment.machine(ADDRESSES[0]);
      const guest = edgeGuest(0, {});
      await machine.provision(guest, { tlsCertificate: "x", tlsPrivateKey: "x", vrrpPassword: "12345678" });
      expect((await machine.run(CHECK_COMMAND)).status).not.toBe(0);
      const path = "/etc/keepalived/keepalived.conf";
      const rendered = await machine.must("cat", path);
      expect(rendered).toContain("auth_pass 12345678");
      await machine.write(path, rendered.replace("interface eth0", "interface eth7"));
      expect((await machine.verify(guest, "keepalived")).status).not.toBe(0);
      // The real /etc of this computer was not touched.
      expect(await readFile(path, "utf8").catch(() => "")).not.toContain("12345678");
    } finally {
      await segment.destroy();
    }
  });
});

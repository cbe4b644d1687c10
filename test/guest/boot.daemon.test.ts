import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EDGE_HEALTH } from "../../components/edge/nginx.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { NODE_EXPORTER_PORT } from "../../components/guest/node-exporter.ts";
import { HEALTH_PATH, HTTP_PORT } from "../../components/tomcat/tomcat.ts";
import { selfSigned } from "../edge/certificate.ts";
import { asClone } from "./clone.ts";
import { harmless } from "./harmless.ts";
import { describeJudged } from "./judges.ts";
import { type Machine, Segment } from "./machine.ts";
import { eventually } from "./run.ts";
import { SAMPLES } from "./sample-guests.ts";
import { systemd } from "./systemd-init.ts";

const commands = [
  "systemctl",
  "nginx",
  "keepalived",
  "chronyd",
  "curl",
  "openssl",
  "ip",
  "unshare",
  "nsenter",
];
const paths = [
  "/lib/systemd/systemd",
  "/usr/share/tomcat10/bin/catalina.sh",
  "/usr/bin/prometheus-node-exporter",
];
const DOMAIN = "api.dev.food.example.com";

function guestOf(role: Guest["role"]): Guest {
  const sample = SAMPLES.find(({ guest, delivery }) => guest.role === role && delivery.by === "guestinfo");
  if (sample === undefined) throw new Error(`no ${role} on vSphere among the samples`);
  return sample.guest;
}

describeJudged("a guest under Debian's systemd", { commands, paths, root: true, controlGroups: true }, () => {
  let segment: Segment;
  beforeAll(async () => {
    segment = await Segment.create();
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  async function booted(guest: Guest, segmentAddress: string, address: string): Promise<Machine> {
    const machine = await segment.machine(segmentAddress, { init: systemd() });
    await eventually(
      "systemd runs",
      () => machine.run("systemctl", "is-system-running"),
      ({ stdout }) => stdout.trim() === "running",
    );
    const tls = await selfSigned(DOMAIN);
    await asClone(machine, address, {
      sessionKey: "00112233445566778899aabbccddeeff",
      vrrpPassword: "pass-w0r",
      tlsCertificate: tls.certificate,
      tlsPrivateKey: tls.privateKey,
    });
    // The package brings this sample only where no ROOT is; on a guest one is there first (see tomcat.ts).
    await machine.must("rm", "-rf", "/var/lib/tomcat10/webapps/ROOT");
    await machine.writeFiles(guest);
    await harmless(machine);
    await machine.setNetwork(guest);
    await machine.must("/usr/local/lib/hougu/boot");
    return machine;
  }

  const status = async (machine: Machine, url: string, ...options: readonly string[]): Promise<string> =>
    (await machine.run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-m", "5", ...options, url))
      .stdout;
  const processOf = async (machine: Machine, unit: string): Promise<string> =>
    (await machine.must("systemctl", "show", "--property=MainPID", "--value", unit)).trim();

  /** Every service runs, none has failed, and none was restarted on the way. */
  async function expectServices(machine: Machine, guest: Guest): Promise<void> {
    const units = guest.services.map(({ unit }) => unit);
    const answer = await machine.run("systemctl", "is-active", ...units);
    expect(answer.stdout.trim().split("\n")).toEqual(units.map(() => "active"));
    expect(await machine.must("systemctl", "list-units", "--failed", "--plain", "--no-legend")).toBe("");
    const restarts = await machine.must("systemctl", "show", "--property=NRestarts", "--value", ...units);
    expect(restarts.split("\n").filter((line) => line !== "" && line !== "0")).toEqual([]);
  }

  describe("an edge", () => {
    const guest = guestOf("edge");
    const own = "192.168.50.21";
    const virtual = "192.168.50.20";
    let machine: Machine;
    beforeAll(async () => {
      machine = await booted(guest, "10.94.0.11", own);
    });

    it("runs all its services under their restrictions", async () => {
      await expectServices(machine, guest);
    });

    it("owns the virtual address, and answers there", async () => {
      await eventually(
        "the address is owned",
        () => machine.owns(virtual),
        (owned) => owned,
      );
      expect(
        await status(machine, `http://${EDGE_HEALTH.address}:${EDGE_HEALTH.port}${EDGE_HEALTH.path}`),
      ).toBe("200");
      expect(await status(machine, `http://${virtual}/`)).toBe("308");
      // No Tomcat is there: what counts is the handshake, and that Nginx tried.
      const answer = await status(
        machine,
        `https://${DOMAIN}/`,
        "-k",
        "--resolve",
        `${DOMAIN}:443:${virtual}`,
      );
      expect(["502", "504"]).toContain(answer);
    });

    it("tells Prometheus its VRRP state and its units", async () => {
      const metrics = await machine.must("curl", "-sf", `http://${own}:${NODE_EXPORTER_PORT}/metrics`);
      expect(metrics).toContain('hougu_vrrp_state{instance_name="edge",state="MASTER"} 1');
      for (const unit of ["nginx", "keepalived"])
        expect(metrics).toMatch(
          new RegExp(`^node_systemd_unit_state\\{name="${unit}\\.service",state="active".*\\} 1$`, "m"),
        );
    });

    it("reloads, rather than restarts, what can, when it boots again", async () => {
      const reloaded = ["nginx", "keepalived"];
      const before = await Promise.all(reloaded.map((unit) => processOf(machine, unit)));
      await machine.must("/usr/local/lib/hougu/boot");
      expect(await Promise.all(reloaded.map((unit) => processOf(machine, unit)))).toEqual(before);
      expect(await machine.owns(virtual)).toBe(true);
      await expectServices(machine, guest);
    });

    it.each(["nginx", "keepalived", "prometheus-node-exporter"])(
      "%s comes back when it is killed",
      async (unit) => {
        const before = await processOf(machine, unit);
        await machine.must("kill", "-9", before);
        await eventually(
          `${unit} runs again`,
          async () => [
            await processOf(machine, unit),
            (await machine.run("systemctl", "is-active", unit)).stdout.trim(),
          ],
          ([now, state]) => state === "active" && now !== "0" && now !== before,
        );
      },
    );
  });

  describe("a Tomcat", () => {
    const guest = guestOf("tomcat");
    const own = "192.168.50.23";
    const health = `http://${own}:${HTTP_PORT}${HEALTH_PATH}`;
    let machine: Machine;
    beforeAll(async () => {
      machine = await booted(guest, "10.94.0.12", own);
    });

    const healthy = () =>
      eventually(
        "Tomcat is healthy",
        () => status(machine, health),
        (code) => code === "200",
        60,
      );

    it("runs all its services under their restrictions, and is healthy", async () => {
      await healthy();
      await expectServices(machine, guest);
    });

    it("writes its logs where it may", async () => {
      // Tomcat hands its access log over when a buffer is full, or every 10 s.
      const log = await eventually(
        "the access log has a line",
        () => machine.must("sh", "-c", "cat /var/log/tomcat10/access.*.json | tail -1"),
        (line) => line !== "",
      );
      expect(JSON.parse(log)).toMatchObject({ path: HEALTH_PATH });
      expect(await machine.must("cat", "/var/log/tomcat10/gc.log")).toContain("Using G1");
    });

    it("comes back when it is killed", async () => {
      const before = await processOf(machine, "tomcat10");
      await machine.must("kill", "-9", before);
      await eventually(
        "Tomcat runs again",
        () => processOf(machine, "tomcat10"),
        (now) => now !== "0" && now !== before,
      );
      await healthy();
    });
  });
});

import { cp } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { composeGuest } from "../../components/guest/compose.ts";
import type { Guest, GuestRole } from "../../components/guest/guest.ts";
import { filebeat } from "../../components/logging/filebeat/filebeat.ts";
import type { LogOutput } from "../../components/logging/filebeat/output.ts";
import { FILEBEAT_UNIT, PLACE } from "../../components/logging/filebeat/places.ts";
import { selfSigned } from "../edge/certificate.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { describeBuilt, FILEBEAT } from "./judges.ts";

const ROLES = ["edge", "tomcat", "rabbitmq", "database"] as const satisfies readonly GuestRole[];
const OUTPUTS = ["logstash", "elasticsearch"] as const;
const hosts = ["10.93.0.21:5044", "10.93.0.22:5044"] as const;

describeBuilt(
  "what Filebeat and systemd say of what is rendered for them",
  [FILEBEAT],
  { commands: ["ip", "unshare", "nsenter", "systemd-analyze", "openssl"], root: true },
  () => {
    let segment: Segment;
    let machine: Machine;
    let authority: string;

    const guest = (role: GuestRole, to: LogOutput["to"]): Guest =>
      composeGuest(`food-${role}-1`, role, [
        filebeat({
          host: `food-${role}-1`,
          role,
          miniProgram: "food",
          environment: "prod",
          output: { to, hosts },
          authority,
        }),
      ]);
    const judge = () =>
      machine.run(
        "env",
        "LOG_SHIPPER_KEY=id:key",
        PLACE.program,
        "test",
        "config",
        "-c",
        PLACE.configuration,
        "--path.home",
        PLACE.registry,
        "--path.config",
        PLACE.folder,
        "--path.data",
        PLACE.registry,
      );

    beforeAll(async () => {
      segment = await Segment.create();
      machine = await segment.machine("10.93.0.11");
      authority = `${(await selfSigned("authority.example.com")).certificate}\n`;
      await machine.must("mkdir", "-p", PLACE.registry);
      await cp(FILEBEAT as string, machine.path(PLACE.program));
    });
    afterAll(() => segment?.destroy());

    it.each(ROLES.flatMap((role) => OUTPUTS.map((to) => [role, to] as const)))(
      "%s, to %s",
      async (role, to) => {
        await machine.provision(guest(role, to), to === "elasticsearch" ? { logShipperKey: "id:key" } : {});
        expect(await judge()).toMatchObject({ status: 0, stdout: expect.stringContaining("Config OK") });
      },
    );

    it.each([
      ["a processor that it doesn't know", PLACE.configuration, "drop_event:", "drop_events:"],
      ["an authority that is none", PLACE.authority, "BEGIN CERTIFICATE", "BEGIN NOTHING"],
      ["a script that it can't read", PLACE.script, "function process(event)", "const process = (event) =>"],
    ])("%s would be refused", async (_, path, right, wrong) => {
      await machine.provision(guest("edge", "logstash"), {});
      const text = await machine.must("cat", path);
      expect(text).toContain(right);
      await machine.write(path, text.replace(right, wrong));
      expect((await judge()).status).not.toBe(0);
    });

    it("the key is in a file for root alone, and in no other", async () => {
      await machine.provision(guest("edge", "elasticsearch"), { logShipperKey: "id:very-secret-key" });
      expect(await machine.must("stat", "--format=%a %U", PLACE.key)).toBe("600 root\n");
      expect(
        await machine.must("grep", "-rl", "very-secret-key", "/etc/hougu-filebeat", "/etc/systemd"),
      ).toBe(`${PLACE.key}\n`);
    });

    it("the unit is well-formed, and little of the machine is open to it", async () => {
      const unit = `${FILEBEAT_UNIT}.service`;
      const { stderr } = await machine.run("systemd-analyze", "verify", "--man=no", unit);
      expect(stderr).not.toContain("hougu-");
      const { stdout } = await machine.run(
        "systemd-analyze",
        "security",
        "--offline=yes",
        "--no-pager",
        unit,
      );
      expect(Number(/Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThanOrEqual(2);
    });

    it("while nobody takes its lines it holds a queue of them, and little memory", async () => {
      await machine.provision(guest("edge", "logstash"), {});
      const line = JSON.stringify({
        time: "2026-11-25T10:00:00+08:00",
        client: "203.0.113.7",
        path: "/a".repeat(400),
        status: 200,
        seconds: 0.1,
      });
      await machine.must(
        "sh",
        "-c",
        `rm -rf ${PLACE.registry}/* /var/log/nginx/*; yes '${line}' | head -100000 > /var/log/nginx/access.log`,
      );
      machine.start(
        "sh",
        "-c",
        `exec env GOMEMLIMIT=153MiB ${PLACE.program} run -c ${PLACE.configuration} --path.home ${PLACE.registry} --path.config ${PLACE.folder} --path.data ${PLACE.registry} 2>/tmp/filebeat.log`,
      );
      // Longer than reading all 80 MB takes when nothing holds it back.
      await machine.must("sleep", "20");
      const pid = (await machine.must("pgrep", "-x", "filebeat")).trim();
      const status = await machine.must("cat", `/proc/${pid}/status`);
      const peakMiB = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
      const offset = Number(
        /pos:\s+(\d+)/.exec(
          await machine.must(
            "sh",
            "-c",
            `for f in /proc/${pid}/fd/*; do [ "$(readlink $f)" = /var/log/nginx/access.log ] && cat /proc/${pid}/fdinfo/\${f##*/}; done; true`,
          ),
        )?.[1],
      );
      expect(peakMiB).toBeLessThan(192);
      expect(offset).toBeGreaterThan(0);
      expect(offset).toBeLessThan(10 * 1024 * 1024);
    });
  },
);

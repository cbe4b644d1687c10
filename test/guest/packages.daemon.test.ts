import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fillSecrets } from "../../components/guest/secret.ts";
import { selfSigned } from "../edge/certificate.ts";
import { asClone } from "./clone.ts";
import { describeJudged } from "./judges.ts";
import { type Machine, Segment } from "./machine.ts";
import { must, run } from "./run.ts";
import { SAMPLES } from "./sample-guests.ts";

const commands = ["apt-get", "dpkg", "openssl", "ip", "unshare", "nsenter"];
const PACKAGES = [
  "chrony",
  "keepalived",
  "nginx",
  "nginx-common",
  "prometheus-node-exporter",
  "tomcat10",
  "tomcat10-common",
];

/** Stands for a command that would change this computer; keeps a record of how it was called. */
const recorder = (name: string, answer = "exit 0"): string =>
  `#!/bin/sh\necho "${name} $*" >> /tmp/calls\n${answer}\n`;

/** Nothing runs before it is started, as on a machine that has just booted. */
const SYSTEMCTL = recorder(
  "systemctl",
  'case "$1" in is-active) [ -e "/tmp/active-$3" ] ;; start) touch "/tmp/active-$2" ;; esac; exit $?',
);

describeJudged("Debian's packages on a machine whose files are there first", { commands, root: true }, () => {
  let folder: string;
  let segment: Segment;
  let downloaded = false;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hougu-packages-"));
    // apt fetches as a user of its own, who needs to write here.
    await must("chmod", "0777", folder);
    const script = `cd ${folder} && apt-get -q download ${PACKAGES.join(" ")}`;
    const { status, stderr } = await run("sh", ["-c", script]);
    downloaded = status === 0;
    if (!downloaded) console.warn(`no packages can be downloaded: ${stderr}`);
    segment = await Segment.create();
  });
  afterAll(async () => {
    await segment?.destroy();
    await rm(folder, { recursive: true });
  });

  async function pristine(address: string): Promise<Machine> {
    const machine = await segment.machine(address);
    // With whatever else this computer has that needs them, or apt would first want to mend that.
    await machine.must("apt-get", "--quiet", "--assume-yes", "purge", ...PACKAGES);
    await machine.must(
      "rm",
      "-rf",
      "/etc/nginx",
      "/etc/keepalived",
      "/etc/tomcat10",
      "/var/lib/tomcat10/webapps",
      "/etc/chrony",
    );
    // In the place of the real one: maintainer scripts call it by its path.
    await machine.write("/usr/bin/systemctl", SYSTEMCTL, 0o755);
    await machine.write("/usr/local/sbin/sysctl", recorder("sysctl"), 0o755);
    // systemd seems to run: otherwise no package would even try to start its service.
    await machine.must("mkdir", "-p", "/run/systemd/system");
    await cp(folder, machine.path("/tmp/packages"), { recursive: true });
    // Without its lists apt takes the files at hand; with them it would ask an archive that can't be reached from here.
    await machine.must("sh", "-c", "rm -rf /var/lib/apt/lists/*");
    return machine;
  }

  it.for(
    // A database's machine wants its disks: test/data/database-machine.daemon.test.ts has them.
    SAMPLES.filter(({ guest, delivery }) => delivery.by === "guestinfo" && guest.role !== "database").map(
      (sample, index) => ({
        ...sample,
        index,
      }),
    ),
  )(
    "$guest.name boots with its own files, and starts services in order, once judged",
    async ({ guest, index }, context) => {
      if (!downloaded) {
        if (process.env.HOUGU_REQUIRE_JUDGES === "1") throw new Error("the Debian archive can't be reached");
        context.skip("the Debian archive can't be reached");
      }
      const tls = await selfSigned("api.dev.food.example.com");
      const secrets = {
        sessionKey: "00112233445566778899aabbccddeeff",
        vrrpPassword: "pass-w0r",
        tlsCertificate: tls.certificate,
        tlsPrivateKey: tls.privateKey,
      };
      const machine = await pristine(`10.95.0.${11 + index}`);
      // The interface of the vSphere template, and the guest's own address.
      const address = guest.role === "edge" ? "192.168.50.21" : "192.168.50.23";
      await asClone(machine, address, secrets);
      await machine.setNetwork(guest);

      // 1. write_files, 2. packages, as cloud-init calls apt, 3. boot.
      await machine.writeFiles(guest);
      const wanted = guest.packages.flatMap((name) =>
        name === "nginx" || name === "tomcat10" ? [name, `${name}-common`] : [name],
      );
      const files = wanted
        .filter((name) => PACKAGES.includes(name))
        .map((name) => `/tmp/packages/${name}_*.deb`);
      // biome-ignore format: a command
      await machine.must("sh", "-c", `DEBIAN_FRONTEND=noninteractive apt-get --option=Dpkg::Options::=--force-confold ` +
      `--option=Dpkg::options::=--force-unsafe-io --assume-yes --quiet install ${files.join(" ")} </dev/null`);
      const services = guest.services.map(({ unit }) => unit);
      const started = async () =>
        (await machine.must("sh", "-c", "cat /tmp/calls 2>/dev/null || true"))
          .split("\n")
          .flatMap((line) => /^systemctl (?:start|restart) (\S+?)(?:\.service)?$/.exec(line)?.[1] ?? []);
      expect((await started()).filter((unit) => services.includes(unit))).toEqual([]);

      await machine.must("/usr/local/lib/hougu/boot");
      expect(await started()).toEqual(services);
      for (const file of guest.files)
        expect([file.path, await machine.must("cat", file.path)]).toEqual([
          file.path,
          fillSecrets(file.content, secrets),
        ]);
      // What lies below webapps the package hands to Tomcat; everything else belongs to whom the guest says.
      const owned = guest.files.filter(({ path }) => !path.startsWith("/var/lib/tomcat10/webapps/"));
      const stat = await machine.must("stat", "--format", "%n %U:%G 0%a", ...owned.map(({ path }) => path));
      expect(stat.trim().split("\n")).toEqual(
        owned.map(({ path, owner = "root:root", mode }) => `${path} ${owner} ${mode}`),
      );
      expect((await machine.run("test", "-e", "/usr/sbin/policy-rc.d")).status).toBe(1);

      // Again: what runs is reloaded or restarted, nothing is started twice, no file changes.
      await machine.must("rm", "/tmp/calls");
      const again = await machine.must("/usr/local/lib/hougu/boot");
      expect(again).not.toMatch(/^fill-secrets: .*: written$/m);
      expect(await machine.must("cat", "/tmp/calls")).not.toMatch(/^systemctl start /m);
    },
  );
});

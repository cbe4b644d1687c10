import { afterAll, beforeAll, expect, it } from "vitest";
import { describeJudged } from "./judges.ts";
import { type Machine, Segment } from "./machine.ts";
import { SAMPLES } from "./sample-guests.ts";

const commands = ["systemd-analyze", "ip", "unshare", "nsenter"];
const paths = [
  "nginx",
  "keepalived",
  "tomcat10",
  "chrony",
  "prometheus-node-exporter",
  "unattended-upgrades",
  "mariadb",
  "nftables",
  "ssh",
].map((unit) => `/lib/systemd/system/${unit}.service`);
describeJudged("systemd's judgement of the units", { commands, paths, root: true }, () => {
  let segment: Segment;
  let machine: Machine;
  beforeAll(async () => {
    segment = await Segment.create();
    machine = await segment.machine("10.96.0.11");
    for (const { guest } of SAMPLES) await machine.writeFiles(guest);
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  const units = [...new Set(SAMPLES.flatMap(({ guest }) => guest.services.map(({ unit }) => unit)))];
  it.each(units)("%s is well-formed with its drop-in", async (unit) => {
    const { status, stdout, stderr } = await machine.run(
      "systemd-analyze",
      "verify",
      "--man=no",
      unit.includes(".") ? unit : `${unit}.service`,
    );
    // A complaint about a setting names the drop-in; complaints about other units of this computer are not ours.
    expect(stderr).not.toContain("10-hougu.conf");
    expect(stderr).not.toContain("hougu-");
    expect({ status, stdout }).toMatchObject({ status: 0 });
  });

  it("a setting that systemd doesn't know would be found", async () => {
    const path = "/etc/systemd/system/nginx.service.d/10-hougu.conf";
    const right = await machine.must("cat", path);
    await machine.write(path, right.replace("Restart=always", "Restart=sometimes"));
    const { stderr } = await machine.run("systemd-analyze", "verify", "--man=no", "nginx.service");
    expect(stderr).toContain("10-hougu.conf");
    await machine.write(path, right);
  });

  // systemd rates 0 (closed) to 10 (open); Debian's nginx and keepalived are at 9.6. keepalived must change the network.
  it.each([
    ["nginx", 4],
    ["keepalived", 5],
    ["tomcat10", 3],
  ])("%s is exposed no more than %d of 10", async (unit, most) => {
    const { stdout } = await machine.run(
      "systemd-analyze",
      "security",
      "--offline=yes",
      "--no-pager",
      `${unit}.service`,
    );
    const exposure = /Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1];
    expect(Number(exposure)).toBeLessThanOrEqual(most);
  });
});

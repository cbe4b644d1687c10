import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { composeGuest } from "../../components/guest/compose.ts";
import { dashboardFiles } from "../../components/observability/dashboards/dashboard-files.ts";
import { packedPages } from "../../components/observability/grafana/packed-pages.ts";
import { grafana } from "../../components/observability/grafana.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { eventually, must, run } from "../guest/run.ts";
import { systemd } from "../guest/systemd-init.ts";
import { PROMISED } from "./promised.ts";

const ON_MACHINE = resolve(import.meta.dirname, "../../components/observability/on-machine");
const RUNBOOKS = "https://example.com/docs/runbooks";
const PAGES = Object.fromEntries(
  dashboardFiles({ lang: "zh", promised: PROMISED, runbooks: RUNBOOKS }).map(({ name, content }) => [
    name,
    JSON.parse(content),
  ]),
);

describeJudged("a machine that prepares Grafana", { commands: ["python3", "sh", "tar", "sha256sum"] }, () => {
  let folder: string;
  const place = (pages: Readonly<Record<string, unknown>>) => {
    writeFileSync(join(folder, "packed"), packedPages(pages));
    return run("python3", [
      join(ON_MACHINE, "place-dashboards.py"),
      join(folder, "packed"),
      join(folder, "pages"),
    ]);
  };
  const placed = () =>
    Object.fromEntries(
      readdirSync(join(folder, "pages")).map((name) => [
        name,
        JSON.parse(readFileSync(join(folder, "pages", name), "utf8")),
      ]),
    );
  const archive = async (name: string, content: string): Promise<string> => {
    const top = join(folder, `grafana-${name}`);
    mkdirSync(join(top, "bin"), { recursive: true });
    writeFileSync(join(top, "bin/grafana"), content, { mode: 0o755 });
    await must(
      "tar",
      "--create",
      "--gzip",
      "--file",
      join(folder, name),
      "--directory",
      folder,
      `grafana-${name}`,
    );
    return join(folder, name);
  };
  const unpack = (file: string) =>
    run("sh", [join(ON_MACHINE, "unpack-program.sh"), file, join(folder, "program")]);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hougu-grafana-"));
    return () => rmSync(folder, { recursive: true, force: true });
  });

  it("has each page as it was rendered, and no page that is gone", async () => {
    expect(
      await place({ ...PAGES, "old.json": { title: "0", panels: [{ title: "", id: 0 }] } }),
    ).toMatchObject({
      status: 0,
    });
    expect(await place(PAGES)).toMatchObject({ status: 0, stderr: "" });
    expect(placed()).toEqual(PAGES);
    expect(statSync(join(folder, "pages/hougu-hosts.json")).mode & 0o777).toBe(0o644);
  });

  it("writes nowhere but into the folder", async () => {
    const { status, stderr } = await place({ "../out.json": {} });
    expect(status).not.toBe(0);
    expect(stderr).toContain("is no file's name");
    expect(readdirSync(folder)).toEqual(["packed"]);
  });

  it("unpacks a program once, whole, and the next version over it", async () => {
    const first = await archive("one", "first");
    expect(await unpack(first)).toMatchObject({ status: 0 });
    const before = statSync(join(folder, "program")).ino;
    expect(await unpack(first)).toMatchObject({ status: 0 });
    expect(statSync(join(folder, "program")).ino).toBe(before);
    expect(await unpack(await archive("two", "second"))).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, "program/bin/grafana"), "utf8")).toBe("second");
    writeFileSync(join(folder, "torn"), "no archive");
    expect((await unpack(join(folder, "torn"))).status).not.toBe(0);
    expect(readFileSync(join(folder, "program/bin/grafana"), "utf8")).toBe("second");
  });
});

/** Stands in for Grafana, which no registry of packages has: it shows what the server would find, and listens. */
const STAND_IN = `#!/bin/sh
set -e
{
  id --user
  cat /run/credentials/grafana-server.service/admin-password
  echo
  head -1 /run/credentials/grafana-server.service/tls-key
  ls /etc/grafana/dashboards | wc -l
  echo "$@"
  cat /etc/grafana/admin-password 2>/dev/null || echo "no password file for me"
} > "$STATE_DIRECTORY/seen"
exec sleep infinity
`;

const needs = {
  commands: ["systemctl", "systemd-analyze", "openssl", "python3", "ip", "unshare", "nsenter"],
  root: true,
  controlGroups: true,
};
describeJudged("Grafana's units under a real systemd", needs, () => {
  let segment: Segment;
  let machine: Machine;
  const guest = composeGuest("grafana-1", "monitoring", [
    ...grafana({
      address: "10.99.1.11",
      lang: "zh",
      package: { url: "https://example.com/grafana.tar.gz", sha256: createHash("sha256").digest("hex") },
      promised: PROMISED,
      runbooks: RUNBOOKS,
      environment: "prod",
      servers: [{ name: "monitoring-1", address: "10.99.1.12" }],
      alerts: true,
      scrapeSeconds: 15,
    }),
  ]);

  beforeAll(async () => {
    segment = await Segment.create();
    machine = await segment.machine("10.99.1.11", { init: systemd() });
    await eventually(
      "systemd has started the machine",
      () => machine.run("systemctl", "is-active", "basic.target"),
      ({ status }) => status === 0,
    );
    // As systemd itself does where it isn't in a container: what it mounts for a service is then seen there.
    await machine.must("mount", "--make-rshared", "/");
    await machine.provision(guest, { grafanaPassword: "a-long-password" });
    await machine.write("/tmp/grafana-1/bin/grafana", STAND_IN, 0o755);
    await machine.must("mkdir", "-p", "/var/cache/hougu");
    await machine.must("tar", "-czf", "/var/cache/hougu/grafana.tar.gz", "-C", "/tmp", "grafana-1");
    await machine.must("systemctl", "daemon-reload");
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  it("start the server as a user of its own, with its secrets, its certificate and all pages", async () => {
    await machine.must("systemctl", "start", "grafana-server");
    const seen = await eventually(
      "the server has looked around",
      () => machine.must("cat", "/var/lib/private/grafana/seen"),
      (text) => text.includes("no password file"),
    );
    const [user, password, key, pages, command] = seen.split("\n");
    expect(Number(user)).toBeGreaterThan(60_000);
    expect(password).toBe("a-long-password");
    expect(key).toBe("-----BEGIN PRIVATE KEY-----");
    expect(Number(pages)).toBe(Object.keys(PAGES).length);
    expect(command).toBe("server --homepath=/usr/local/share/grafana --config=/etc/grafana/grafana.ini");
    const certificate = await machine.must(
      "openssl",
      "x509",
      "-noout",
      "-text",
      "-in",
      "/etc/grafana/tls/server.crt",
    );
    expect(certificate).toContain("IP Address:10.99.1.11");
    expect(await machine.must("stat", "--format=%a %U", "/etc/grafana/tls/server.key")).toBe("600 root\n");
  });

  it("are units that systemd understands", async () => {
    for (const { unit } of guest.services) {
      const { stderr } = await machine.run("systemd-analyze", "verify", "--man=no", `${unit}.service`);
      expect([unit, stderr.split("\n").filter((line) => line.includes(unit))]).toEqual([unit, []]);
    }
  });

  it("leave little open, by systemd's own measure", async () => {
    const { stdout } = await machine.run(
      "systemd-analyze",
      "security",
      "--no-pager",
      "grafana-server.service",
    );
    const exposure = Number(/Overall exposure level for grafana-server.service: ([0-9.]+)/.exec(stdout)?.[1]);
    expect(exposure).toBeLessThan(2.5);
  });
});

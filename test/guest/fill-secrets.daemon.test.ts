import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { secret, secretText } from "../../components/guest/secret.ts";
import { templateText } from "../../components/guest/staging.ts";
import { describeJudged } from "./judges.ts";
import { must, run } from "./run.ts";

const SCRIPT = join(import.meta.dirname, "../../components/guest/on-machine/fill-secrets.py");

describeJudged("fill-secrets", { commands: ["python3"] }, () => {
  let folder: string;
  let owner: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "hougu-fill-"));
    owner = `${userInfo().username}:${(await must("id", "-gn")).trim()}`;
    await mkdir(join(folder, "secrets"));
    await writeFile(join(folder, "secrets", "vrrpPassword"), "a\\1$&b");
    await writeFile(
      join(folder, "template"),
      templateText(secretText`# 口令\nauth_pass ${secret("vrrpPassword")}\nagain ${secret("vrrpPassword")}`),
    );
    await list({});
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const target = () => join(folder, "etc", "keepalived", "keepalived.conf");
  const list = (more: Record<string, string>) =>
    writeFile(
      join(folder, "list.json"),
      JSON.stringify([
        { template: join(folder, "template"), target: target(), mode: "0640", owner, ...more },
      ]),
    );
  const fill = () =>
    run("python3", [SCRIPT], {
      env: { HOUGU_TEMPLATE_LIST: join(folder, "list.json"), HOUGU_SECRETS_DIR: join(folder, "secrets") },
    });

  it("fills every hole with the secret's own characters, and sets the mode", async () => {
    expect(await fill()).toMatchObject({ status: 0, stderr: "", stdout: expect.stringContaining("written") });
    expect(await readFile(target(), "utf8")).toBe("# 口令\nauth_pass a\\1$&b\nagain a\\1$&b");
    expect((await stat(target())).mode & 0o777).toBe(0o640);
    expect(await readdir(join(folder, "etc", "keepalived"))).toEqual(["keepalived.conf"]);
  });

  it("leaves alone what is right, and mends a mode", async () => {
    await fill();
    const before = await stat(target());
    expect((await fill()).stdout).toContain("unchanged");
    expect((await stat(target())).ino).toBe(before.ino);
    await chmod(target(), 0o666);
    expect((await fill()).stdout).toContain("written");
    expect((await stat(target())).mode & 0o777).toBe(0o640);
  });

  it("changes nothing when a secret is missing", async () => {
    await fill();
    await writeFile(join(folder, "template"), templateText(secretText`new ${secret("sessionKey")}`));
    const { status, stderr } = await fill();
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("the secret sessionKey is not in"),
    });
    expect(await readFile(target(), "utf8")).toContain("auth_pass");
  });

  it("says so when a package's user isn't there", async () => {
    await list({ owner: "root:no-such-group" });
    const { status, stderr } = await fill();
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("is its package installed?"),
    });
  });
});

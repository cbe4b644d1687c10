import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { GUESTINFO_SECRETS_KEY, guestinfoSecrets } from "../../components/guest/guestinfo.ts";
import { describeJudged } from "./judges.ts";
import { type Finished, run } from "./run.ts";

const SCRIPT = join(import.meta.dirname, "../../components/guest/on-machine/fetch-secrets-guestinfo.py");

describeJudged("fetch-secrets on vSphere", { commands: ["python3"] }, () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "hougu-guestinfo-"));
    // Behaves as open-vm-tools' command does: one argument, values as text, status 1 for a key that isn't there.
    const rpctool = `#!/bin/sh
case "$1" in
  "info-get ${GUESTINFO_SECRETS_KEY}") [ -e ${folder}/key ] || { echo 'No value found' >&2; exit 1; }; cat ${folder}/key ;;
  "info-set ${GUESTINFO_SECRETS_KEY} "*) printf '%s' "\${1#info-set ${GUESTINFO_SECRETS_KEY} }" > ${folder}/key ;;
  *) exit 1 ;;
esac
`;
    await writeFile(join(folder, "rpctool"), rpctool);
    await chmod(join(folder, "rpctool"), 0o755);
    await writeFile(join(folder, "secrets.json"), JSON.stringify({ names: ["sessionKey", "vrrpPassword"] }));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const secrets = () => join(folder, "secrets");
  const fetch = (rpctool = join(folder, "rpctool")): Promise<Finished> =>
    run("python3", [SCRIPT], {
      env: {
        HOUGU_SECRETS_CONFIG: join(folder, "secrets.json"),
        HOUGU_SECRETS_DIR: secrets(),
        HOUGU_RPCTOOL: rpctool,
      },
    });
  const hand = (values: Parameters<typeof guestinfoSecrets>[0]) =>
    writeFile(join(folder, "key"), guestinfoSecrets(values));
  const key = () => readFile(join(folder, "key"), "utf8");

  it("writes the secrets for root alone and erases them from guestinfo", async () => {
    await hand({ sessionKey: "00ff", vrrpPassword: "密码\n" });
    expect(await fetch()).toMatchObject({ status: 0, stderr: "" });
    expect(await readFile(join(secrets(), "vrrpPassword"), "utf8")).toBe("密码\n");
    expect((await stat(join(secrets(), "sessionKey"))).mode & 0o777).toBe(0o600);
    expect(await readdir(secrets())).toHaveLength(2);
    expect(await key()).toBe("");
  });

  it("may run again, and takes up a rotated secret", async () => {
    await hand({ sessionKey: "00ff", vrrpPassword: "old" });
    await fetch();
    expect(await fetch()).toMatchObject({ status: 0 });
    await hand({ vrrpPassword: "new" });
    expect(await fetch()).toMatchObject({ status: 0 });
    expect(await readFile(join(secrets(), "vrrpPassword"), "utf8")).toBe("new");
    expect(await readFile(join(secrets(), "sessionKey"), "utf8")).toBe("00ff");
  });

  it("keeps the key while a secret is missing, and names it", async () => {
    await hand({ vrrpPassword: "old" });
    const { status, stderr } = await fetch();
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("has no sessionKey") });
    expect(await key()).not.toBe("");
  });

  it("says what is wrong with the key or the template", async () => {
    await writeFile(join(folder, "key"), "no base64!");
    expect((await fetch()).stderr).toContain("is not base64 of JSON");
    expect((await fetch("/nowhere/rpctool")).stderr).toContain("the template needs open-vm-tools");
  });
});

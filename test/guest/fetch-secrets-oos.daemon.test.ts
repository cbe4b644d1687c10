import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { AlicloudMachine } from "./alicloud-machine.ts";
import { describeJudged } from "./judges.ts";
import { type Finished, run } from "./run.ts";

const SCRIPT = join(import.meta.dirname, "../../components/guest/on-machine/fetch-secrets-oos.py");

describeJudged("fetch-secrets on Alibaba Cloud", { commands: ["python3"] }, () => {
  let folder: string;
  let cloud: AlicloudMachine;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "hougu-secrets-"));
    cloud = await AlicloudMachine.start();
    cloud.parameters.set("hougu-dev-artist-vrrpPassword", "pass w0r");
    cloud.parameters.set(
      "hougu-dev-artist-tlsPrivateKey",
      "-----BEGIN PRIVATE KEY-----\nMII+/=\n-----END PRIVATE KEY-----",
    );
    await writeFile(
      join(folder, "secrets.json"),
      JSON.stringify({
        region: "cn-hangzhou",
        parameters: {
          vrrpPassword: "hougu-dev-artist-vrrpPassword",
          tlsPrivateKey: "hougu-dev-artist-tlsPrivateKey",
        },
      }),
    );
  });
  afterEach(async () => {
    await cloud.stop();
    await rm(folder, { recursive: true });
  });

  const secrets = () => join(folder, "secrets");
  const fetch = (deadlineSeconds = 10): Promise<Finished> =>
    run("python3", [SCRIPT], {
      env: {
        HOUGU_SECRETS_CONFIG: join(folder, "secrets.json"),
        HOUGU_SECRETS_DIR: secrets(),
        HOUGU_METADATA_URL: cloud.url,
        HOUGU_OOS_URL: cloud.url,
        HOUGU_DEADLINE_SECONDS: String(deadlineSeconds),
        // A proxy in the environment must not see any of this.
        http_proxy: "http://127.0.0.1:1",
      },
    });

  it("writes each secret, byte for byte, for root alone", async () => {
    const { status, stdout, stderr } = await fetch();
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const [name, value] of [
      ["vrrpPassword", "pass w0r"],
      ["tlsPrivateKey", cloud.parameters.get("hougu-dev-artist-tlsPrivateKey")],
    ] as const) {
      expect(await readFile(join(secrets(), name), "utf8")).toBe(value);
      expect((await stat(join(secrets(), name))).mode & 0o777).toBe(0o600);
    }
    expect((await stat(secrets())).mode & 0o777).toBe(0o700);
    expect(await readdir(secrets())).toHaveLength(2);
    expect(stdout).not.toContain("pass w0r");
  });

  it("outlasts a metadata service that isn't up, a throttle, and does not ask twice for what it has", async () => {
    cloud.metadataFailures = 1;
    cloud.throttled = 1;
    const { status, stderr } = await fetch();
    expect(status).toBe(0);
    expect(stderr).toContain("credentials of the RAM role: HTTP 500");
    expect(stderr).toContain("HTTP 429 Throttling.User");
    expect(stderr).toContain("request 7F14FB7C-TEST");
    expect(cloud.calls.map(({ answer }) => answer)).toEqual([429, 200, 200]);
  });

  it("gives up with the parameter's name, the cloud's code and request id", async () => {
    cloud.parameters.delete("hougu-dev-artist-tlsPrivateKey");
    const { status, stderr } = await fetch(0);
    expect(status).toBe(1);
    expect(stderr).toContain("gave up after 0 s");
    expect(stderr).toContain("secret parameter hougu-dev-artist-tlsPrivateKey in cn-hangzhou");
    expect(stderr).toContain("HTTP 404 EntityNotExists.Parameter");
    expect(stderr).not.toContain("TestSecurityToken");
  });

  it("says what is missing when no RAM role is attached", async () => {
    cloud.roleAttached = false;
    const { status, stderr } = await fetch(0);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("credentials of the RAM role: HTTP 404"),
    });
  });

  it("refuses an empty value", async () => {
    cloud.parameters.set("hougu-dev-artist-vrrpPassword", "");
    const { status, stderr } = await fetch(0);
    expect(status).toBe(1);
    expect(stderr).toContain("kms:GetSecretValue");
    expect(await readdir(secrets())).not.toContain("vrrpPassword");
  });

  it("signs Alibaba Cloud's documented example as the documentation does", async () => {
    const program = `
import importlib.util
spec = importlib.util.spec_from_file_location("fetch", ${JSON.stringify(SCRIPT)})
fetch = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fetch)
print(fetch.authorization("YourAccessKeyId", "YourAccessKeySecret", "POST",
  {"ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId": "cn-shanghai"},
  {"host": "ecs.cn-shanghai.aliyuncs.com", "x-acs-action": "RunInstances", "x-acs-version": "2014-05-26",
   "x-acs-date": "2023-10-26T10:22:32Z", "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
   "x-acs-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}))`;
    const { stdout } = await run("python3", ["-c", program]);
    expect(stdout.trim()).toBe(
      "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
  });
});

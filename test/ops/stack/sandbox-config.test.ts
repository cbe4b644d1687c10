import { X509Certificate } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { selfSigned } from "../../../ops/stack/certificates.ts";
import { prepareSandboxConfig, prepareScratchProject } from "../../../ops/stack/sandbox-config.ts";
import type { Target } from "../../../ops/stack/target.ts";
import { environmentOf } from "../../program/recorded.ts";
import { temporaryFolder } from "../temporary.ts";

const environment = environmentOf("dev");

/** The committed file, with a secret of a real account in it. */
const COMMITTED = {
  encryptionsalt: "v1:of-the-real-account",
  config: {
    "hougu:environment": "dev",
    "hougu:zones": ["cn-hangzhou-k"],
    "hougu:vrrpPassword": { secure: "v1:real" },
    "other:nested": { a: [{ secure: "v1:real" }] },
  },
};

let target: Target;
let calls: string;
const prepare = (of = environment) =>
  prepareSandboxConfig(
    target,
    of,
    { command: { command: path.join(target.projectRoot, "pulumi") } } as never,
    {
      FOLDER: target.projectRoot,
    },
  );
const config = () =>
  parse(readFileSync(path.join(target.home, "sandbox", "config", "Pulumi.dev.yaml"), "utf8")) as {
    encryptionsalt?: string;
    config: Record<string, unknown>;
  };
const encrypted = () =>
  Object.entries(config().config).flatMap(([key, value]) =>
    JSON.stringify(value).includes("secure") ? [key] : [],
  );

beforeEach(() => {
  const projectRoot = temporaryFolder();
  target = {
    stack: "dev",
    name: "dev",
    sandbox: true,
    projectRoot,
    home: path.join(projectRoot, ".hougu"),
    configDir: projectRoot,
    ownConfigDir: false,
  };
  writeFileSync(path.join(projectRoot, "Pulumi.dev.yaml"), stringify(COMMITTED));
  writeFileSync(path.join(projectRoot, "Pulumi.yaml"), "name: hougu\nruntime: nodejs\ndescription: x\n");
  calls = path.join(projectRoot, "calls");
  writeFileSync(calls, "");
  // `config set --secret --stack dev --config-file FILE KEY`: the value comes by standard input, as the real one takes it.
  const engine = path.join(projectRoot, "pulumi");
  writeFileSync(
    engine,
    `#!/bin/sh
value=$(cat)
echo "$*" >> "$FOLDER/calls"
printf '%s' "$value" > "$FOLDER/value of $(echo "$8" | tr : -)"
grep -q encryptionsalt "$7" || echo "encryptionsalt: v1:made" >> "$7"
echo "  $8:\n    secure: v1:$8" > "$7.more"
sed -i "/^config:/r $7.more" "$7"; rm "$7.more"
`,
  );
  chmodSync(engine, 0o755);
});
const plainOf = (key: string) => readFileSync(path.join(target.projectRoot, `value of hougu-${key}`), "utf8");

describe("the sandbox's configuration", () => {
  test("is the committed one, without its secrets, with secrets of its own", async () => {
    expect(await prepare()).toBe(path.join(target.home, "sandbox", "config", "Pulumi.dev.yaml"));
    expect(config().config).toMatchObject({ "hougu:environment": "dev", "hougu:zones": ["cn-hangzhou-k"] });
    expect(config().encryptionsalt).toBe("v1:made");
    expect(config().config).not.toHaveProperty("other:nested");
    expect(encrypted().toSorted()).toEqual([
      "hougu:alertAddresses",
      "hougu:brokerAuthority",
      "hougu:brokerCertificate",
      "hougu:brokerPrivateKey",
      "hougu:dataKey",
      "hougu:erlangCookie",
      "hougu:messagingKey",
      "hougu:sessionKey",
      "hougu:tls",
      "hougu:vrrpPassword",
      "hougu:vspherePassword",
    ]);
    expect(config().config["hougu:vrrpPassword"]).toEqual({ secure: "v1:hougu:vrrpPassword" });
  });

  test("leaves the committed file alone, and is for nobody else to read", async () => {
    const before = readFileSync(path.join(target.projectRoot, "Pulumi.dev.yaml"), "utf8");
    const file = await prepare();
    expect(readFileSync(path.join(target.projectRoot, "Pulumi.dev.yaml"), "utf8")).toBe(before);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test("the secrets have the shapes that the machines want, and are no arguments of a process", async () => {
    await prepare();
    expect(plainOf("vrrpPassword")).toMatch(/^[\w-]{8}$/);
    expect(plainOf("sessionKey")).toMatch(/^[0-9a-f]{32}$/);
    expect(plainOf("vspherePassword")).toMatch(/^Aa1!.{22}$/);
    const tls = JSON.parse(plainOf("tls")) as Record<string, { certificate: string; privateKey: string }>;
    expect(Object.keys(tls)).toEqual(["artist", "food"]);
    const log = readFileSync(calls, "utf8");
    for (const secret of [plainOf("vrrpPassword"), plainOf("sessionKey"), "PRIVATE KEY"])
      expect(log).not.toContain(secret);
  });

  test("a second time nothing is made anew", async () => {
    await prepare();
    const before = config();
    writeFileSync(calls, "");
    await prepare();
    expect(config()).toEqual(before);
    expect(readFileSync(calls, "utf8")).toBe("");
  });

  test("a change of the committed file arrives, the secrets stay", async () => {
    await prepare();
    writeFileSync(calls, "");
    const changed = { ...COMMITTED, config: { ...COMMITTED.config, "hougu:zones": ["cn-hangzhou-j"] } };
    writeFileSync(path.join(target.projectRoot, "Pulumi.dev.yaml"), stringify(changed));
    await prepare();
    expect(config().config["hougu:zones"]).toEqual(["cn-hangzhou-j"]);
    expect(readFileSync(calls, "utf8")).toBe("");
    expect(encrypted()).toHaveLength(11);
  });

  test("another domain needs other certificates, and nothing else", async () => {
    await prepare();
    writeFileSync(calls, "");
    await prepare(environmentOf("dev", [[["artist", "domain"], "api.other.example.com"]]));
    expect(readFileSync(calls, "utf8").trim().split("\n")).toEqual([
      expect.stringMatching(/ hougu:tls --non/),
    ]);
    const { artist } = JSON.parse(plainOf("tls")) as { artist: { certificate: string } };
    expect(new X509Certificate(artist.certificate).subjectAltName).toBe("DNS:api.other.example.com");
  });

  test("an environment without vSphere has no password for it", async () => {
    const { vsphere: _, ...alone } = environment;
    await prepare(alone);
    expect(encrypted()).not.toContain("hougu:vspherePassword");
  });

  test("what the engine refuses is told without the secret, and nothing half-made stays behind", async () => {
    writeFileSync(
      path.join(target.projectRoot, "pulumi"),
      '#!/bin/sh\ncat > /dev/null\necho "wrong salt" >&2\nexit 255\n',
    );
    const error = await prepare().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "operation", text: { en: expect.stringContaining("wrong salt") } });
    expect(existsSync(path.join(target.home, "sandbox", "config", "made-for-dev.json"))).toBe(false);
  });
});

test("the scratch project has the project's name and program language, and no program", async () => {
  mkdirSync(target.home, { recursive: true });
  const folder = await prepareScratchProject(target);
  expect(parse(readFileSync(path.join(folder, "Pulumi.yaml"), "utf8"))).toEqual({
    name: "hougu",
    runtime: "nodejs",
  });
});

test("a certificate is for its domains, valid now on machines whose clock is slow, and fits its key", async () => {
  const now = new Date();
  const { certificate, privateKey } = await selfSigned(["api.example.com", "ws.example.com"], now);
  const parsed = new X509Certificate(certificate);
  expect(parsed.subjectAltName).toBe("DNS:api.example.com, DNS:ws.example.com");
  expect(parsed.checkHost("api.example.com")).toBe("api.example.com");
  expect(parsed.checkHost("evil.example.com")).toBeUndefined();
  expect(parsed.ca).toBe(false);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(new Date(parsed.validFrom).getTime()).toBeLessThanOrEqual(now.getTime() - 3_600_000 + 1000);
  const days = (new Date(parsed.validTo).getTime() - now.getTime()) / 86_400_000;
  expect(days).toBeGreaterThan(396);
  expect(days).toBeLessThanOrEqual(397);
  expect(parsed.checkPrivateKey((await import("node:crypto")).createPrivateKey(privateKey))).toBe(true);
});

import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { changedSecrets } from "../../../ops/snapshot/changed-secrets.ts";
import { redact } from "../../../ops/snapshot/redact.ts";
import { type Deployment, isSecret, secretOf } from "../../../ops/stack/deployment.ts";

const key = Buffer.alloc(32, 7);
const PASSWORD = "q7Xw2Lp9";
const URL = `amqps://artist:${PASSWORD}@broker:5671`;

function stateWith(password: string): Deployment {
  return {
    resources: [
      {
        urn: "urn:pulumi:prod::hougu::pulumi:providers:alicloud::alicloud",
        type: "pulumi:providers:alicloud",
        custom: true,
        id: "1",
        inputs: { region: "cn-hangzhou", accessKey: "LTAI-visible", secretKey: "not-marked-as-secret" },
      },
      {
        urn: "urn:pulumi:prod::hougu::alicloud:rds/account:Account::app",
        type: "alicloud:rds/account:Account",
        custom: true,
        id: "rm-1:app",
        inputs: {
          accountName: "app",
          accountPassword: secretOf(password),
          ports: secretOf([5671, { tls: true, note: null }]),
          versionId: "0aa571509cd3db29bea40ac9c7f968b0",
        },
        outputs: {
          // What a provider has forgotten to mark, in other clothes.
          connection: `amqps://artist:${password}@broker:5671`,
          encoded: Buffer.from(`user:${password}`).toString("base64"),
          hex: Buffer.from(password).toString("hex"),
          host: "rm-1.mysql.rds.aliyuncs.com",
        },
        replacementTrigger: "f9a1e8aa5ffb0029",
        sourcePosition: "project:///home/somebody/index.ts#1,1",
      },
    ],
    pending_operations: [],
    secrets_providers: { type: "passphrase", state: { salt: "v1:salt" } },
  };
}

describe("a redacted state", () => {
  const redacted = redact(stateWith(PASSWORD), key);
  const text = JSON.stringify(redacted);

  test("holds no secret, in whatever form, no credential of a provider, no salt, nobody's path", () => {
    for (const form of [
      PASSWORD,
      URL,
      Buffer.from(PASSWORD).toString("base64"),
      Buffer.from(PASSWORD).toString("hex"),
    ]) {
      expect(text).not.toContain(form);
    }
    expect(text).not.toContain(Buffer.from(`user:${PASSWORD}`).toString("base64"));
    for (const word of [
      "LTAI-visible",
      "not-marked-as-secret",
      "v1:salt",
      "somebody",
      "f9a1e8aa5ffb0029",
      "0aa571509cd3db29",
    ]) {
      expect(text).not.toContain(word);
    }
  });

  test("keeps what is no secret, and the shape of what is", () => {
    const [provider, account] = redacted.resources ?? [];
    expect(provider?.inputs?.region).toBe("cn-hangzhou");
    expect(account?.outputs?.host).toBe("rm-1.mysql.rds.aliyuncs.com");
    expect(isSecret(account?.inputs?.accountPassword)).toBe(true);
    const ports = account?.inputs?.ports as { plaintext: string };
    expect(JSON.parse(ports.plaintext)).toEqual([
      expect.any(Number),
      { tls: expect.any(Boolean), note: null },
    ]);
  });

  test("is the same for the same state and key, and another with another key", () => {
    expect(JSON.stringify(redact(stateWith(PASSWORD), key))).toBe(text);
    expect(JSON.stringify(redact(stateWith(PASSWORD), randomBytes(32)))).not.toBe(text);
  });

  test("shows that a secret has changed, and which", () => {
    const later = redact(stateWith("a4Zr8Nq1"), key);
    const changed = changedSecrets(redacted, later);
    expect(changed).toContain(
      "urn:pulumi:prod::hougu::alicloud:rds/account:Account::app inputs.accountPassword.plaintext",
    );
    expect(changed.join()).not.toContain("secretKey");
    expect(changedSecrets(redacted, redacted)).toEqual([]);
  });

  test("has another digest for the same value in another place: nobody sees who shares a password", () => {
    const resource = (name: string) => ({
      urn: `urn:pulumi:prod::hougu::a:b:C::${name}`,
      type: "a:b:C",
      custom: true,
      inputs: { password: secretOf(PASSWORD) },
    });
    const [one, two] = redact({ resources: [resource("one"), resource("two")] }, key).resources ?? [];
    expect(one?.inputs?.password).not.toEqual(two?.inputs?.password);
  });
});

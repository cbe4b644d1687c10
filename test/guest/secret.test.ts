import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SecretName, SecretText } from "../../components/guest/guest.ts";
import { fillSecrets, secret, secretsOf, secretText } from "../../components/guest/secret.ts";
import { templateText } from "../../components/guest/staging.ts";

const names: readonly SecretName[] = ["vrrpPassword", "sessionKey", "tlsCertificate", "tlsPrivateKey"];

describe("secretText", () => {
  it("keeps its text, numbers and nested texts in order, and joins plain neighbours", () => {
    const inner = secretText`b${secret("sessionKey")}c`;
    expect(secretText`a${1}${inner}${"d"}`).toEqual({ parts: ["a1b", { secret: "sessionKey" }, "cd"] });
    expect(secretText``).toEqual({ parts: [] });
  });

  it("is filled with exactly the values, whatever characters they have", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...names).map(secret))),
        fc.record(Object.fromEntries(names.map((name) => [name, fc.string({ minLength: 1 })]))),
        (parts, values) => {
          const text: SecretText = { parts };
          const expected = parts
            .map((part) => (typeof part === "string" ? part : values[part.secret]))
            .join("");
          expect(fillSecrets(text, values)).toBe(expected);
        },
      ),
    );
  });

  it("is not filled with a value that is missing or empty", () => {
    expect(() => fillSecrets(secretText`${secret("sessionKey")}`, {})).toThrow(
      "no value for the secret sessionKey",
    );
    expect(() => fillSecrets(secretText`${secret("sessionKey")}`, { sessionKey: "" })).toThrow("sessionKey");
  });

  it("becomes a template that names its holes", () => {
    expect(templateText(secretText`auth_pass ${secret("vrrpPassword")}\n`)).toBe(
      "auth_pass @@secret:vrrpPassword@@\n",
    );
  });
});

describe("secretsOf", () => {
  it("lists each secret once, sorted", () => {
    const content = secretText`${secret("vrrpPassword")}${secret("sessionKey")}${secret("vrrpPassword")}`;
    const files = [
      { path: "/a", mode: "0600", content },
      { path: "/b", mode: "0644", content: "plain" },
    ];
    expect(secretsOf({ files })).toEqual(["sessionKey", "vrrpPassword"]);
  });
});

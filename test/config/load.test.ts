import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { loadEnvironment } from "../../components/config/load.ts";
import { SECRET_KEYS } from "../../components/config/secrets.ts";
import { readEnvironment } from "../../components/config/stack-file.ts";
import { brokerSecrets } from "./broker-secrets.ts";
import { selfSigned } from "./certificates.ts";
import { DEV_ALERT_ADDRESSES, fileOf, valuesOf } from "./stack.ts";

/** What the engine sends: texts as they are, everything else as JSON. */
function sent(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      `hougu:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

const SECRETS: readonly string[] = SECRET_KEYS;
let secrets: Record<string, unknown>;

beforeAll(() => {
  secrets = {
    vrrpPassword: "12345678",
    sessionKey: "00112233445566778899001122334455",
    vspherePassword: "pass",
    dataKey: "d47ac0ffee00112233445566778899aabbccddeeff00112233445566778899aa",
    ...brokerSecrets(valuesOf("dev").messaging),
    alertAddresses: DEV_ALERT_ADDRESSES,
    tls: { artist: selfSigned("api.dev.artist.example.com"), food: selfSigned("api.dev.food.example.com") },
  };
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Sets the configuration as the engine does before a program runs. */
function configure(values: Readonly<Record<string, unknown>>, encrypted: readonly string[] = SECRETS): void {
  const keys = encrypted.map((key) => `hougu:${key}`);
  pulumi.runtime.setAllConfig({ ...sent(values), "alicloud:region": "elsewhere" }, keys);
}

describe("the configuration in the program", () => {
  test("is the same environment that the file describes", () => {
    configure({ ...valuesOf("dev"), ...secrets });
    expect(loadEnvironment().environment).toEqual(readEnvironment(fileOf("dev")));
  });

  test("hands secrets on as secret outputs, digits as text", async () => {
    configure({ ...valuesOf("dev"), ...secrets });
    const loaded = loadEnvironment().secrets;
    const outputs = [
      loaded.vrrpPassword,
      loaded.sessionKey,
      loaded.vspherePassword,
      loaded.dataKey,
      loaded.messagingKey,
      loaded.brokers?.erlangCookie,
      loaded.brokers?.privateKey,
      loaded.tls.artist.certificate,
      loaded.tls.food.privateKey,
    ];
    for (const output of outputs) expect(output && (await pulumi.isSecret(output))).toBe(true);
    const seen = new Promise<string>((resolve) => loaded.vrrpPassword.apply(resolve));
    expect(await seen).toBe("12345678");
  });

  for (const [lang, heading] of [
    ["en", "The configuration has 1 problem; nothing was touched."],
    ["zh", "配置有 1 处错误，未改动任何资源。"],
  ] as const) {
    test(`that is wrong stops the program with a RunError, which has no stack trace, in ${lang}`, () => {
      vi.stubEnv("HOUGU_LANG", lang);
      configure({ ...valuesOf("dev"), ...secrets, region: "mars" });
      let caught: unknown;
      try {
        loadEnvironment();
      } catch (error) {
        caught = error;
      }
      expect(pulumi.RunError.isInstance(caught)).toBe(true);
      expect((caught as Error).message).toContain(heading);
      expect((caught as Error).message).toContain("hougu:region");
    });
  }

  test("with a secret that isn't encrypted is refused without its value", () => {
    configure(
      { ...valuesOf("dev"), ...secrets },
      SECRETS.filter((key) => key !== "vrrpPassword"),
    );
    expect(loadEnvironment).toThrow(/hougu:vrrpPassword\n.*stands in plain text\n.*\[secret\]/);
  });

  test("whose section isn't JSON is refused, not a crash", () => {
    configure({ ...valuesOf("dev"), ...secrets, zones: "cn-hangzhou-k" });
    expect(loadEnvironment).toThrow(/hougu:zones\n.*a list of 1 to 12 items/);
  });
});

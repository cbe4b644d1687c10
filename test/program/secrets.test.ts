import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { type SecretValues, secretDigest } from "../../components/host/secret-values.ts";
import { fitting } from "../../components/host/service-secrets.ts";

/** What an output holds, and whether it is a secret. */
function settled<T>(output: pulumi.Output<T>): Promise<{ value: T; secret: boolean }> {
  return new Promise((resolve) => {
    output.apply(async (value) => resolve({ value, secret: await pulumi.isSecret(output) }));
  });
}

const digest = async (secrets: SecretValues) => (await settled(secretDigest(secrets))).value;

test("the digest of secrets is no secret, and changes with each of them", async () => {
  const secrets = { sessionKey: pulumi.secret("key"), vrrpPassword: pulumi.secret("password") };
  expect(await settled(secretDigest(secrets))).toEqual({
    value: expect.stringMatching(/^[0-9a-f]{64}$/),
    secret: false,
  });
  const changed = await Promise.all([
    digest({ ...secrets, sessionKey: "other" }),
    digest({ ...secrets, vrrpPassword: "other" }),
    digest({ sessionKey: secrets.sessionKey }),
  ]);
  expect(new Set([await digest(secrets), ...changed]).size).toBe(4);
});

test("the digest doesn't depend on the order of the names", async () => {
  expect(await digest({ sessionKey: "a", vrrpPassword: "b" })).toBe(
    await digest({ vrrpPassword: "b", sessionKey: "a" }),
  );
});

test("a value that the parameter store would refuse is refused before, without showing it", () => {
  const longest = "C".repeat(4096);
  expect(fitting("tlsCertificate", longest)).toBe(longest);
  expect(() => fitting("tlsCertificate", `${longest}C`)).toThrow(
    /^tlsCertificate has 4097 characters, Alibaba Cloud's parameter store takes 4096\. [^C]*A certificate chain/,
  );
});

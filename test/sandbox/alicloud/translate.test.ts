import { describe, expect, it } from "vitest";
import { ALICLOUD_MAPPINGS } from "../../../sandbox/plugin/alicloud/mappings.ts";
import { inputsNow, toProperties } from "../../../sandbox/plugin/translate.ts";

function mappingOf(token: string) {
  const mapping = ALICLOUD_MAPPINGS.find((one) => one.token === token);
  if (!mapping) throw new Error(`no mapping of ${token}`);
  return mapping;
}

const object = (attributes: Record<string, unknown>) =>
  ({ type: "any", id: "i-1", scope: "cn-hangzhou", attributes }) as never;

describe("what the provider shows", () => {
  const instance = mappingOf("alicloud:ecs/instance:Instance");
  const given = {
    instanceType: "ecs.g7.xlarge",
    periodUnit: "Month",
    renewalStatus: "Normal",
    tags: { a: "b" },
  };

  it("lacks inputs that it ignores, and a refresh finds no change of them", () => {
    const properties = toProperties(
      instance,
      object({ ...given, instanceChargeType: "PostPaid", tags: { a: "c" } }),
      given,
    );
    expect(properties).not.toHaveProperty("periodUnit");
    expect(inputsNow(instance, given, properties)).toEqual({ ...given, tags: { a: "c" } });
  });

  it("has them where they count", () => {
    const properties = toProperties(instance, object({ ...given, instanceChargeType: "PrePaid" }), given);
    expect(properties).toMatchObject({ periodUnit: "Month", renewalStatus: "Normal" });
    expect(properties).toMatchObject({ cpuOptions: { coreCount: 2, threadsPerCore: 2 } });
  });

  it("has an older name only where it was given", () => {
    const key = mappingOf("alicloud:kms/key:Key");
    const made = object({ pendingWindowInDays: 30, status: "Enabled" });
    expect(toProperties(key, made, { pendingWindowInDays: 30 })).toEqual({
      pendingWindowInDays: 30,
      status: "Enabled",
      keyState: "Enabled",
      isEnabled: true,
    });
    expect(toProperties(key, made, { deletionWindowInDays: 30 })).toMatchObject({ deletionWindowInDays: 30 });
  });

  it("has what it writes by itself where the cloud says nothing", () => {
    const domain = mappingOf("alicloud:ddos/domainResource:DomainResource");
    expect(toProperties(domain, object({ domain: "example.com" }), {})).toMatchObject({
      customHeaders: "{}",
    });
    expect(toProperties(domain, object({ customHeaders: '{"a":"b"}' }), {})).toMatchObject({
      customHeaders: '{"a":"b"}',
    });
  });

  it.each([
    ["tcp", ["gzip", "stickySession", "enableHttp2", "healthCheckUri"], ["establishedTimeout"]],
    ["http", ["enableHttp2", "establishedTimeout", "persistenceTimeout"], ["gzip", "healthCheckUri"]],
    ["https", ["establishedTimeout", "forwardPort"], ["enableHttp2", "tlsCipherPolicy"]],
  ])("tells of a listener what its protocol knows: %s", (protocol, absent, present) => {
    const listener = mappingOf("alicloud:slb/listener:Listener");
    const everything = {
      protocol,
      gzip: true,
      stickySession: "off",
      enableHttp2: "on",
      tlsCipherPolicy: "tls_cipher_policy_1_2",
      healthCheck: "on",
      healthCheckType: "tcp",
      healthCheckUri: "/",
      establishedTimeout: 900,
      persistenceTimeout: 5,
      forwardPort: 443,
    };
    const shown = Object.keys(toProperties(listener, object(everything), everything));
    for (const name of absent) expect(shown).not.toContain(name);
    expect(shown).toEqual(expect.arrayContaining(present));
  });
});

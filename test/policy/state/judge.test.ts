import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../../policy/resource.ts";
import { judgeState } from "../../../policy/state/judge.ts";
import { resourcesOf, type StateResource } from "../../../policy/state/resources.ts";
import { CACHE, EIP, SECURITY_GROUP_RULE, VPC } from "../../../policy/types.ts";

const NOON = Date.parse("2026-06-15T04:00:00Z");
const SPECIAL = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const urn = (type: string, name: string) => `urn:pulumi:prod::hougu::${type}::${name}`;

const open: StateResource = {
  urn: urn(SECURITY_GROUP_RULE, "ssh"),
  type: SECURITY_GROUP_RULE,
  inputs: { type: "ingress", ipProtocol: "tcp", portRange: "22/22", cidrIp: "0.0.0.0/0", description: "x" },
};
const cache = (password: unknown): StateResource => ({
  urn: urn(CACHE, "cache"),
  type: CACHE,
  inputs: { password, vpcAuthMode: "Open" },
});

const judge = (state: readonly StateResource[], more: Partial<Parameters<typeof judgeState>[1]> = {}) =>
  judgeState(state, {
    environment: "prod",
    budget: { monthlyCny: 1_000_000, region: "cn-hangzhou", environment: "prod" },
    lang: "en",
    now: NOON,
    exemptions: [],
    ...more,
  });
const of = (rule: string, found: Awaited<ReturnType<typeof judge>>) =>
  found.filter((one) => one.rule === rule);

describe("the resources of a state", () => {
  it("bear what was asked for, what they are, and where it came from", () => {
    const vpc: StateResource = {
      urn: urn(VPC, "vpc"),
      type: VPC,
      id: "vpc-1",
      protect: true,
      outputs: { a: 1 },
    };
    const eip: StateResource = {
      urn: urn(EIP, "eip"),
      type: EIP,
      inputs: { bandwidth: "5", __defaults: [] },
      outputs: { bandwidth: "5", ipAddress: "203.0.113.1" },
      propertyDependencies: { a: [vpc.urn, "urn:gone"], b: null },
    };
    const old: StateResource = { ...eip, delete: true, outputs: { ipAddress: "203.0.113.2" } };
    const { planned, stack } = resourcesOf([vpc, eip, old]);
    expect(planned.map(({ name, protect, props }) => [name, protect, props])).toEqual([
      ["vpc", true, {}],
      ["eip", false, { bandwidth: "5" }],
    ]);
    expect(stack.map(({ props }) => props)).toEqual([
      { id: "vpc-1", a: 1 },
      { bandwidth: "5", ipAddress: "203.0.113.1" },
    ]);
    expect(stack[1]?.madeOf).toEqual({ a: [stack[0]], b: [] });
  });

  it("have secrets where they are readable, and know that they don't know them where not", () => {
    const props = (password: unknown) => resourcesOf([cache(password)]).planned[0]?.props.password;
    expect(props({ [SPECIAL]: SECRET, plaintext: '"x"' })).toBe("x");
    expect(props({ [SPECIAL]: SECRET, ciphertext: "v1:abc" })).toBe(UNKNOWN);
  });
});

describe("a judged state", () => {
  it("is judged by resource rules and by stack rules", async () => {
    expect(of("no-open-ingress", await judge([open]))).toMatchObject([{ level: "mandatory", urn: open.urn }]);
    const eip: StateResource = {
      urn: urn(EIP, "eip"),
      type: EIP,
      outputs: { bandwidth: "5", internetChargeType: "PayByTraffic" },
    };
    const budget = { monthlyCny: 0.01, region: "cn-hangzhou", environment: "prod" };
    expect(of("monthly-budget", await judge([eip], { budget }))).toMatchObject([{ level: "mandatory" }]);
    expect(of("monthly-budget", await judge([eip]))).toEqual([]);
  });

  it("is judged at its environment's levels", async () => {
    const vpc: StateResource = { urn: urn(VPC, "vpc"), type: VPC, inputs: {} };
    expect(of("deletion-protection", await judge([vpc]))).toHaveLength(1);
    expect(of("deletion-protection", await judge([vpc], { environment: "dev" }))).toEqual([]);
  });

  it("has its exemptions honoured", async () => {
    const exemption = {
      rule: "no-open-ingress",
      resource: "ssh",
      owner: "ops",
      reason: { en: "moving", zh: "迁移中" },
      until: "2026-12-31",
      place: "policy/exemptions/prod.json[0]",
    };
    const [told] = of("no-open-ingress", await judge([open], { exemptions: [exemption] }));
    expect(told).toMatchObject({ level: "advisory", message: expect.stringMatching(/^Exempt until/) });
  });

  it("isn't judged on what is encrypted in it", async () => {
    const userData = (value: unknown): StateResource => ({
      urn: urn("alicloud:ecs/instance:Instance", "host"),
      type: "alicloud:ecs/instance:Instance",
      inputs: { userData: value },
    });
    const sealed = await judge([userData({ [SPECIAL]: SECRET, ciphertext: "v1:abc" })]);
    expect(sealed.filter(({ undecided }) => undecided).map(({ rule }) => rule)).toContain(
      "no-password-login",
    );
  });
});

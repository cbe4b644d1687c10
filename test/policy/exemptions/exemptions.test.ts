import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { isAbout, type PlacedExemption } from "../../../policy/exemptions/exemption.ts";
import { ExemptionRegister } from "../../../policy/exemptions/register.ts";
import { exemptionIn, exemptionLine } from "../../../policy/exemptions/told.ts";
import { Pack } from "../../../policy/pack.ts";
import { RULES } from "../../../policy/rules/all.ts";
import { SECURITY_GROUP_RULE } from "../../../policy/types.ts";
import { resource } from "../rules/judge.ts";

const NOON = Date.parse("2026-06-15T04:00:00Z");
const exemption = (more: Partial<PlacedExemption> = {}): PlacedExemption => ({
  rule: "no-open-ingress",
  resource: "partner-*",
  owner: "ops",
  reason: { en: "The VPN moves", zh: "VPN 迁移中" },
  until: "2026-12-31",
  place: "policy/exemptions/prod.json[0]",
  ...more,
});

describe("what an exemption is about", () => {
  const urn = "urn:pulumi:prod::hougu::alicloud:ecs/instance:Instance::partner-vpn";
  test.each([
    ["partner-vpn", urn, true],
    ["partner-*", urn, true],
    ["*-vpn", urn, true],
    ["partner", urn, false],
    ["partner.vpn", urn, false],
    [urn, urn, true],
    ["urn:pulumi:*::alicloud:ecs/*", urn, true],
    ["urn:pulumi:dev::*", urn, false],
    ["stack", undefined, true],
    ["stack", urn, false],
    ["partner-*", undefined, false],
  ])("%s of %s: %s", (pattern, subject, expected) => {
    expect(isAbout(exemption({ resource: pattern }), subject)).toBe(expected);
  });
});

describe("a pack with exemptions", () => {
  const open = (name: string) =>
    resource(
      SECURITY_GROUP_RULE,
      { type: "ingress", ipProtocol: "tcp", portRange: "22/22", cidrIp: "0.0.0.0/0", description: "x" },
      { name },
    );
  const packOf = (...exemptions: PlacedExemption[]) =>
    new Pack(RULES, "en", new ExemptionRegister(exemptions, NOON));
  const notices = (pack: Pack) =>
    pack
      .judgeStack([])
      .filter(({ message }) => message.startsWith("policy/exemptions/"))
      .map(({ level, rule, message }) => `${level} ${rule} ${message}`);

  it("tells an exempt finding with who answers for it, and lets the others stop the run", () => {
    const pack = packOf(exemption());
    const [exempt] = pack.judgeResource(open("partner-vpn"));
    expect(exempt?.level).toBe("advisory");
    expect(exempt?.message.split("\n")[0]).toBe("Exempt until 2026-12-31 (ops): The VPN moves");
    expect(exempt?.message).toContain("22/22 is open to 0.0.0.0/0");
    expect(pack.judgeResource(open("office")).map(({ level }) => level)).toEqual(["mandatory"]);
    expect(notices(pack)).toEqual([]);
  });

  it("says when nothing needs an exemption", () => {
    const pack = packOf(exemption());
    pack.judgeResource(open("office"));
    expect(notices(pack)).toEqual([
      "advisory no-open-ingress policy/exemptions/prod.json[0] matches nothing: no finding on 'partner-*' needs it; remove it",
    ]);
  });

  test.each([
    ["2026-06-29", "ends in 14 days (2026-06-29)"],
    ["2026-06-15", "ends in 0 days"],
    ["2026-06-30", undefined],
  ])("announces the end on %s: %s", (until, expected) => {
    const pack = packOf(exemption({ until }));
    pack.judgeResource(open("partner-vpn"));
    expect(notices(pack)).toEqual(expected === undefined ? [] : [expect.stringContaining(expected)]);
  });

  it("covers findings about the stack as a whole by the word stack alone", async () => {
    await packOf().prepare();
    const settings = { monthlyCny: 0.01, region: "cn-hangzhou", environment: "dev" };
    const eip = resource("alicloud:ecs/eipAddress:EipAddress", {
      bandwidth: "5",
      internetChargeType: "PayByTraffic",
    });
    const levels = (...exemptions: PlacedExemption[]) => {
      const pack = packOf(...exemptions);
      pack.configure(new Map([["monthly-budget", { level: "mandatory", settings }]]));
      return pack
        .judgeStack([eip])
        .filter(({ rule }) => rule === "monthly-budget")
        .map(({ level }) => level);
    };
    expect(levels()).toEqual(["mandatory"]);
    expect(levels(exemption({ rule: "monthly-budget", resource: "stack" }))).toEqual(["advisory"]);
  });
});

it("is read back from the text of a finding, whatever its reason", () => {
  const word = fc.stringMatching(/^[^\s,，:：]+$/u).filter((text) => text.trim() === text && text !== "");
  const line = fc
    .string({ minLength: 1 })
    .filter((text) => text.trim() !== "" && !/[\n\r\u2028\u2029]/.test(text));
  fc.assert(
    fc.property(word, line, fc.constantFrom("en" as const, "zh" as const), (owner, reason, lang) => {
      const told = `${exemptionLine(exemption({ owner, reason: { en: reason, zh: reason } }), lang)}\ntitle\ntext`;
      expect(exemptionIn(told)).toEqual({ owner, until: "2026-12-31", reason });
    }),
  );
  expect(exemptionIn("title\nExempt until 2026-12-31 (ops): forged")).toBeUndefined();
});

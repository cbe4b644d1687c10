import { SecurityGroupRule } from "@pulumi/alicloud/ecs/securityGroupRule.js";
import { afterEach, describe, expect, it } from "vitest";
import { type JudgedStack, judgedStack } from "./pack.ts";
import { type ScratchPack, scratchPack } from "./scratch-pack.ts";

// A preview takes a second; a machine that is busy with other tests takes its time.
const PATIENCE_MS = 120_000;

let stack: JudgedStack | undefined;
let pack: ScratchPack | undefined;
afterEach(async () => {
  await stack?.remove();
  await pack?.remove();
});

const OPEN = {
  type: "ingress",
  ipProtocol: "tcp",
  portRange: "22/22",
  cidrIp: "0.0.0.0/0",
  securityGroupId: "sg-1",
  description: "ssh",
};
const program = async () => {
  new SecurityGroupRule("partner-vpn", OPEN);
};
const until = (year: number) => ({
  rule: "no-open-ingress",
  resource: "partner-*",
  owner: "ops",
  reason: { en: "The VPN moves", zh: "VPN 迁移中" },
  until: `${year}-12-31`,
});

async function previewUnder(exemptions: unknown, lang: "en" | "zh" = "en") {
  pack = await scratchPack(typeof exemptions === "string" ? exemptions : JSON.stringify(exemptions));
  stack = await judgedStack("prod", lang, undefined, { pack: pack.folder });
  return await stack.preview(program);
}

describe("a finding that somebody answers for", { timeout: PATIENCE_MS }, () => {
  it("stops the run without an exemption", async () => {
    const { stopped, violations } = await previewUnder([]);
    expect(stopped).toBe(true);
    expect(violations).toMatchObject([{ rule: "no-open-ingress", level: "mandatory" }]);
  });

  it("is told with its owner, and the run goes on; an exemption of nothing is told too", async () => {
    const { stopped, violations, log } = await previewUnder([
      until(2999),
      { ...until(2999), resource: "nobody" },
    ]);
    expect(stopped, log).toBe(false);
    expect(violations.map(({ level, message }) => [level, message.split("\n")[0]])).toEqual([
      ["advisory", "Exempt until 2999-12-31 (ops): The VPN moves"],
      ["advisory", expect.stringContaining("policy/exemptions/prod.json[1] matches nothing")],
    ]);
  });
});

describe("an exemption that can't be honoured refuses the run", { timeout: PATIENCE_MS }, () => {
  it.each([
    ["expired", [until(2020)], "en", "prod.json[0].until: expected a day from"],
    ["expired, in Chinese", [until(2020)], "zh", "规则 no-open-ingress 的豁免已过期"],
    [
      "of an unknown rule",
      [{ ...until(2999), rule: "nosuch" }],
      "en",
      "prod.json[0].rule: expected the id of a rule",
    ],
    ["malformed", "[{", "en", "policy/exemptions/prod.json is not JSON"],
  ] as const)("%s", async (_, exemptions, lang, expected) => {
    const { stopped, log } = await previewUnder(exemptions, lang);
    expect(stopped).toBe(true);
    expect(log).toContain(expected);
  });
});

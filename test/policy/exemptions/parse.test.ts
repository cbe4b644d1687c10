import { describe, expect, it, test } from "vitest";
import { TIERS } from "../../../components/config/environment.ts";
import { exemptionsOf } from "../../../policy/exemptions/load.ts";
import { BadExemptions, parseExemptions } from "../../../policy/exemptions/parse.ts";
import { RULES } from "../../../policy/rules/all.ts";

const NOON = Date.parse("2026-06-15T04:00:00Z");
const GOOD = {
  rule: "no-open-ingress",
  resource: "partner-*",
  owner: "ops",
  reason: { en: "The VPN moves", zh: "VPN 迁移中" },
  until: "2026-06-15",
};
const context = (now: number, lang: "en" | "zh") => ({
  file: "policy/exemptions/prod.json",
  rules: new Set(["no-open-ingress", "names"]),
  now,
  lang,
});
const parse = (entries: unknown, lang: "en" | "zh" = "en", now = NOON) =>
  parseExemptions(typeof entries === "string" ? entries : JSON.stringify(entries), context(now, lang));
const refusal = (entries: unknown, lang: "en" | "zh" = "en", now = NOON): string => {
  try {
    parse(entries, lang, now);
  } catch (error) {
    if (error instanceof BadExemptions) return error.message;
    throw error;
  }
  throw new Error("it was taken");
};

it("takes what is complete, and knows where it stands", () => {
  expect(parse([GOOD])).toEqual([{ ...GOOD, place: "policy/exemptions/prod.json[0]" }]);
  expect(parse([])).toEqual([]);
});

describe("one error that names key, value, what was expected and how to mend it", () => {
  test.each([
    ["not JSON", "[", "policy/exemptions/prod.json is not JSON"],
    ["no list", GOOD, "policy/exemptions/prod.json: expected a list of exemptions, got {"],
    ["no object", ["x"], 'prod.json[0]: expected an exemption, got "x"; write, for example'],
    [
      "another key",
      [{ ...GOOD, expires: "2027" }],
      'prod.json[0].expires: expected one of the keys rule, resource, owner, reason, until, got "2027"',
    ],
    [
      "no rule",
      [{ ...GOOD, rule: undefined }],
      "prod.json[0].rule: expected the id of a rule, got nothing; docs/policies.md lists them",
    ],
    [
      "an unknown rule",
      [GOOD, { ...GOOD, rule: "nosuch" }],
      'prod.json[1].rule: expected the id of a rule, got "nosuch"',
    ],
    [
      "everything",
      [{ ...GOOD, resource: "**" }],
      'prod.json[0].resource: expected a logical name, a URN, either with * for any characters, or stack, got "**"',
    ],
    [
      "nobody",
      [{ ...GOOD, owner: "" }],
      'prod.json[0].owner: expected who answers for it, a word without spaces, got ""; name a person',
    ],
    [
      "no reason",
      [{ ...GOOD, reason: undefined }],
      "prod.json[0].reason: expected why, in both languages, got nothing",
    ],
    [
      "a reason in one language",
      [{ ...GOOD, reason: { en: "x" } }],
      "prod.json[0].reason: expected why, in both languages",
    ],
    ["no day", [{ ...GOOD, until: "soon" }], 'prod.json[0].until: expected a day as 2027-01-31, got "soon"'],
    [
      "no day of the calendar",
      [{ ...GOOD, until: "2027-02-30" }],
      'prod.json[0].until: expected a day as 2027-01-31, got "2027-02-30"',
    ],
    [
      "a day that is past",
      [{ ...GOOD, until: "2026-06-14" }],
      'prod.json[0].until: expected a day from 2026-06-15 on: the exemption of no-open-ingress has expired, got "2026-06-14"; mend what it excuses and remove it',
    ],
  ])("%s", (_, entries, expected) => {
    expect(refusal(entries)).toContain(expected);
    expect(refusal(entries).split("\n")).toHaveLength(1);
    expect(refusal(entries, "zh")).toMatch(/应为|不是/);
  });

  it("for each that is wrong", () => {
    const lines = refusal([{ ...GOOD, owner: 1 }, GOOD, { ...GOOD, until: "2020-01-01" }]).split("\n");
    expect(lines).toEqual([expect.stringContaining("[0].owner"), expect.stringContaining("[2].until")]);
  });
});

it("holds to the end of the day in China", () => {
  expect(parse([GOOD], "en", Date.parse("2026-06-15T15:59:59Z"))).toHaveLength(1);
  expect(refusal([GOOD], "en", Date.parse("2026-06-15T16:00:00Z"))).toContain("has expired");
});

// Asked as of the day of the pack's first exemption file: whether one has expired since is what each run says.
test.each(TIERS)("the file of %s is well formed", (tier) => {
  const rules = new Set(RULES.map(({ id }) => id));
  expect(() => exemptionsOf(tier, { rules, now: Date.parse("2026-01-01"), lang: "en" })).not.toThrow();
});

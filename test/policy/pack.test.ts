import { createRequire } from "node:module";
import { describe, expect, it, test } from "vitest";
import { TIERS as ENVIRONMENTS } from "../../components/config/environment.ts";
import { plainProperties } from "../../policy/analyzer/plain.ts";
import {
  configurationOf,
  environmentOf,
  initialConfigOf,
  levelOf,
  settingsOf,
} from "../../policy/environment.ts";
import { Pack } from "../../policy/pack.ts";
import { UNKNOWN } from "../../policy/resource.ts";
import { RULES } from "../../policy/rules/all.ts";
import { BUCKET, SECURITY_GROUP_RULE } from "../../policy/types.ts";
import { resource } from "./rules/judge.ts";

// What Pulumi's own SDK for policies takes for unknown: this pack must take the same.
const proxy = createRequire(import.meta.url)("@pulumi/policy/proxy.js") as Record<string, unknown>;

describe("the data of each rule", () => {
  test.each(RULES.map((rule) => [rule.id, rule] as const))("%s is complete", (id, rule) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(rule.sources.length).toBeGreaterThan(0);
    for (const text of [
      rule.title,
      rule.rationale,
      rule.remediation,
      ...Object.values(rule.settings).map(({ meaning }) => meaning),
    ]) {
      expect(text.en.trim()).not.toBe("");
      expect(text.zh).toMatch(/\p{Script=Han}/u);
    }
    expect(rule.resource ?? rule.stack).toBeDefined();
  });
  it("has identifiers that are used once", () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });
});

describe("the pack", () => {
  const ssh = resource(SECURITY_GROUP_RULE, {
    type: "ingress",
    ipProtocol: "tcp",
    portRange: "22/22",
    cidrIp: "0.0.0.0/0",
    description: "ssh",
  });

  it("bears the rules' data in the language that is asked for", () => {
    for (const lang of ["en", "zh"] as const) {
      expect(new Pack(RULES, lang).policies()).toEqual(
        RULES.map((rule) =>
          expect.objectContaining({
            id: rule.id,
            title: rule.title[lang],
            level: rule.level,
            severity: rule.severity,
            remediation: rule.remediation[lang],
          }),
        ),
      );
    }
  });

  it("tells what is wrong, how to mend it and who asks for it", () => {
    const [told, ...others] = new Pack(RULES, "en").judgeResource(ssh);
    expect(others).toEqual([]);
    expect(told).toMatchObject({
      rule: "no-open-ingress",
      level: "mandatory",
      severity: "critical",
      urn: ssh.urn,
    });
    expect(told?.message.split("\n")).toEqual([
      RULES[0]?.title.en,
      expect.stringContaining("22/22 is open to 0.0.0.0/0"),
      expect.stringMatching(/^To mend: /),
      expect.stringContaining("CIS Alibaba Cloud"),
    ]);
  });

  it("takes levels and settings from the engine", () => {
    const pack = new Pack(RULES, "en");
    const configure = (level: "advisory" | "disabled" | "mandatory", settings = {}) => {
      pack.configure(new Map([["no-open-ingress", { level, settings }]]));
      return pack.judgeResource(ssh).map((told) => `${told.level} ${told.rule}`);
    };
    expect(configure("advisory")).toEqual(["advisory no-open-ingress"]);
    expect(configure("disabled")).toEqual([]);
    expect(configure("mandatory", { openPorts: [22] })).toEqual([]);
  });

  it("tells what it can't judge yet as an advice, whatever the rule's level", () => {
    const late = resource(SECURITY_GROUP_RULE, { ...ssh.props, cidrIp: UNKNOWN });
    expect(new Pack(RULES, "zh").judgeResource(late)).toEqual([
      expect.objectContaining({
        level: "advisory",
        message: expect.stringContaining("cidrIp 在更新之前未知"),
      }),
    ]);
  });

  it("doesn't look at what no rule is for", () => {
    const pack = new Pack(RULES, "en");
    expect(pack.looksAt(BUCKET)).toBe(true);
    expect(pack.looksAt("random:index/randomPet:RandomPet")).toBe(false);
  });
});

describe("properties from the wire", () => {
  const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const SIGNATURE = "4dabf18193072939515e22adb298388d";

  it("become plain, with every unknown in its place", () => {
    expect(
      plainProperties({
        a: UNKNOWN_TEXT,
        b: [1, UNKNOWN_TEXT, { c: UNKNOWN_TEXT, d: null }],
        e: { f: false },
      }),
    ).toEqual({ a: UNKNOWN, b: [1, UNKNOWN, { c: UNKNOWN, d: null }], e: { f: false } });
  });
  it("know each kind of unknown that Pulumi's SDK knows", () => {
    const kinds = Object.entries(proxy).filter(([name]) => /^unknown\w+Value$/.test(name));
    expect(kinds).toHaveLength(7);
    for (const [name, text] of kinds) expect([name, plainProperties({ text }).text]).toEqual([name, UNKNOWN]);
  });
  it("are unwrapped where they are secrets or outputs", () => {
    const secret = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value: { x: UNKNOWN_TEXT, y: "z" } };
    const output = (value?: unknown) => ({ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value });
    expect(plainProperties({ secret, known: output("k"), later: output() })).toEqual({
      secret: { x: UNKNOWN, y: "z" },
      known: "k",
      later: UNKNOWN,
    });
  });
});

describe("the environments' configurations", () => {
  test.each(ENVIRONMENTS)("%s.json names only rules and settings that exist", (environment) => {
    const configuration = configurationOf(environment);
    expect(RULES.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(configuration)));
    for (const rule of RULES) {
      expect(Object.keys(rule.settings)).toEqual(
        expect.arrayContaining(Object.keys(settingsOf(rule, configuration))),
      );
    }
    for (const { reason } of Object.values(configuration)) {
      expect(reason.en).not.toBe("");
      expect(reason.zh).toMatch(/\p{Script=Han}/u);
    }
  });
  it("gives the engine a level for every rule, since it takes a missing one for advisory", () => {
    const reason = { en: "because", zh: "因为" };
    const config = initialConfigOf(RULES, {
      "encrypted-disks": { vsphereDatastoreEncrypted: true, reason },
      names: { enforcementLevel: "disabled", reason },
    });
    expect(Object.keys(config).sort()).toEqual(RULES.map(({ id }) => id).sort());
    expect(config["encrypted-disks"]).toEqual({
      vsphereDatastoreEncrypted: true,
      enforcementLevel: "mandatory",
    });
    expect(config.names).toEqual({ enforcementLevel: "disabled" });
  });
  test.each([
    ['{"hougu:environment":"dev"}', "dev"],
    ['{"hougu:environment":"prod","hougu:region":"x"}', "prod"],
    ['{"hougu:environment":"staging"}', undefined],
    ["{}", undefined],
    ["not JSON", undefined],
    [undefined, undefined],
  ])("the configuration %s is of the environment %s", (PULUMI_CONFIG, environment) => {
    expect(environmentOf({ PULUMI_CONFIG })).toBe(environment);
  });
  it("prod enforces every rule", () => {
    const levels = RULES.map((rule) => levelOf(rule, configurationOf("prod")));
    expect(new Set(levels)).toEqual(new Set(["mandatory"]));
  });
  it("dev is never stricter than prod", () => {
    const strictness = { mandatory: 3, remediate: 2, advisory: 1, disabled: 0 };
    const [dev, prod] = [configurationOf("dev"), configurationOf("prod")];
    for (const rule of RULES)
      expect(strictness[levelOf(rule, dev)]).toBeLessThanOrEqual(strictness[levelOf(rule, prod)]);
  });
});

import { createRequire } from "node:module";
import type {
  EnforcementLevel,
  Policies,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { describe, expect, it, test } from "vitest";
import { TIERS as ENVIRONMENTS } from "../../components/config/environment.ts";
import {
  configurationOf,
  environmentOf,
  initialConfigOf,
  levelOf,
  settingsOf,
} from "../../policy/environment.ts";
import { policiesOf } from "../../policy/pack.ts";
import { plainProperties } from "../../policy/plain.ts";
import { UNKNOWN } from "../../policy/resource.ts";
import { RULES } from "../../policy/rules/all.ts";
import { SECURITY_GROUP_RULE } from "../../policy/types.ts";

// The proxy that the framework puts before a rule; its declarations leave it out.
const { unknownCheckingProxy } = createRequire(import.meta.url)("@pulumi/policy/proxy.js") as {
  unknownCheckingProxy: <T extends object>(props: T) => T & Record<string, unknown>;
};

// The engine's sentinel for a text that isn't known yet, as it stands in the protocol of every Pulumi SDK.
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

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

describe("policies", () => {
  const find = (policies: Policies, name: string) =>
    policies.find((policy) => policy.name === name) as ResourceValidationPolicy &
      Partial<StackValidationPolicy>;

  it("bear the rules' data in the language that is asked for", () => {
    for (const lang of ["en", "zh"] as const) {
      const policies = policiesOf(RULES, lang);
      for (const rule of RULES) {
        const policy = find(policies, rule.id);
        expect(policy).toMatchObject({
          description: rule.title[lang],
          enforcementLevel: rule.level,
          severity: rule.severity,
          remediationSteps: rule.remediation[lang],
        });
        expect(policy.validateStack !== undefined).toBe(rule.stack !== undefined);
      }
    }
  });

  it("tell what is wrong, how to mend it and who asks for it", () => {
    const told: string[] = [];
    const validate = find(policiesOf(RULES, "en"), "no-open-ingress").validateResource as (
      args: ResourceValidationArgs,
      report: (message: string) => void,
    ) => void;
    const args = {
      type: SECURITY_GROUP_RULE,
      name: "ssh",
      urn: "urn:ssh",
      opts: { protect: false },
      props: unknownCheckingProxy({
        type: "ingress",
        ipProtocol: "tcp",
        portRange: "22/22",
        cidrIp: "0.0.0.0/0",
        description: UNKNOWN_TEXT,
      }),
      getConfig: () => ({}),
    } as unknown as ResourceValidationArgs;
    validate(args, (message) => told.push(message));
    expect(told).toHaveLength(1);
    expect(told[0]?.split("\n")).toEqual([
      expect.stringContaining("22/22 is open to 0.0.0.0/0"),
      expect.stringMatching(/^To mend: /),
      expect.stringContaining("CIS Alibaba Cloud"),
    ]);
  });
});

describe("properties that the framework guards", () => {
  it("become plain, with every unknown in its place", () => {
    const guarded = unknownCheckingProxy({
      a: UNKNOWN_TEXT,
      b: [1, UNKNOWN_TEXT, { c: UNKNOWN_TEXT, d: null }],
      e: { f: false },
    });
    expect(plainProperties(guarded)).toEqual({
      a: UNKNOWN,
      b: [1, UNKNOWN, { c: UNKNOWN, d: null }],
      e: { f: false },
    });
  });
  it("don't swallow other errors", () => {
    const broken = {
      get a(): never {
        throw new Error("broken");
      },
    };
    expect(() => plainProperties(broken)).toThrow("broken");
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
  });
  it("gives the engine a level for every rule, since it takes a missing one for advisory", () => {
    const config = initialConfigOf(RULES, {
      "encrypted-disks": { vsphereDatastoreEncrypted: true },
      names: "disabled",
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
    const levels = RULES.map((rule): EnforcementLevel => levelOf(rule, configurationOf("prod")));
    expect(new Set(levels)).toEqual(new Set(["mandatory"]));
  });
  it("dev is never stricter than prod", () => {
    const strictness = { mandatory: 2, advisory: 1, disabled: 0 };
    const [dev, prod] = [configurationOf("dev"), configurationOf("prod")];
    for (const rule of RULES)
      expect(strictness[levelOf(rule, dev)]).toBeLessThanOrEqual(strictness[levelOf(rule, prod)]);
  });
});

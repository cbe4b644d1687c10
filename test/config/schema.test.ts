import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { MINI_PROGRAMS } from "../../components/config/environment.ts";
import { instanceTypeOf, isKnownFamily, machinesOf } from "../../components/config/instance-families.ts";
import { checkEnvironment } from "../../components/config/parse.ts";
import { fieldFacts } from "../../components/config/schema/field.ts";
import { sections } from "../../components/config/schema/sections.ts";
import { childOf, keysOf } from "../../components/config/schema/walk.ts";
import { acceptsModule } from "../../tools/config-schema/accepts.ts";
import { renewReference } from "../../tools/config-schema/reference.ts";
import { stackSchema } from "../../tools/config-schema/stack-schema.ts";
import { fileOf, put, stack, valuesOf } from "./stack.ts";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

describe("what is generated is current", () => {
  test("schema/pulumi-stack.schema.json (npm run config:schema)", () => {
    // Biome lays the file out; what counts is the content, in its order.
    const file: unknown = JSON.parse(read("schema/pulumi-stack.schema.json"));
    expect(JSON.stringify(file, null, 1)).toBe(JSON.stringify(stackSchema(), null, 1));
  });

  test("components/config/generated/accepts.js (npm run config:schema)", () => {
    expect(read("components/config/generated/accepts.js")).toBe(acceptsModule());
  });

  test("docs/configuration.md (npm run config:docs)", () => {
    const document = read("docs/configuration.md");
    // Biome pads the tables.
    const unpadded = (text: string): string => text.replace(/ {2,}/g, " ").replace(/-{3,}/g, "---");
    expect(unpadded(document)).toBe(unpadded(renewReference(document)));
  });
});

describe("the JSON Schema", () => {
  const validate = new Ajv({ strict: true, allErrors: true }).compile(stackSchema());
  const file = (tier: "dev" | "prod") =>
    parse(readFileSync(fileOf(tier), "utf8")) as { config: Record<string, unknown> };
  const messages = () =>
    (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

  for (const tier of ["dev", "prod"] as const) {
    test(`accepts Pulumi.${tier}.yaml`, () => {
      validate(file(tier));
      expect(messages()).toEqual([]);
    });
  }

  test("accepts encrypted secrets, whole or by path, and other namespaces", () => {
    const { config } = file("dev");
    const secure = { secure: "AAAB" };
    const pair = { certificate: secure, privateKey: secure };
    Object.assign(config, {
      "hougu:vrrpPassword": secure,
      "hougu:tls": { artist: pair, food: pair },
      "alicloud:region": "cn-hangzhou",
    });
    validate({ config, encryptionsalt: "v1:abc" });
    expect(messages()).toEqual([]);
  });

  test.each<[string, (config: Record<string, unknown>) => void, RegExp]>([
    [
      "a number in quotes",
      (config) => put(config, ["hougu:artist", "tomcat", "count"], "2"),
      /tomcat\/count must be integer/,
    ],
    ["an unknown key", (config) => put(config, ["hougu:food", "color"], "red"), /additional properties/],
    ["an unknown section", (config) => put(config, ["hougu:foods"], {}), /additional properties/],
    [
      "a missing section",
      (config) => put(config, ["hougu:region"], undefined),
      /required property 'hougu:region'/,
    ],
    [
      "a secret in plain text",
      (config) => put(config, ["hougu:sessionKey"], "0011"),
      /sessionKey must be object/,
    ],
    [
      "a value out of range",
      (config) => put(config, ["hougu:food", "edge", "virtualRouterId"], 0),
      /must be >= 1/,
    ],
    [
      "a domain with a scheme",
      (config) => put(config, ["hougu:food", "domain"], "https://x.example.com"),
      /must match pattern/,
    ],
  ])("refuses %s", (_, change, message) => {
    const { config } = file("dev");
    change(config);
    expect(validate({ config })).toBe(false);
    expect(messages().join("\n")).toMatch(message);
  });
});

test("every key is explained in both languages, and its example is a right value", () => {
  const visit = (path: string, schema: Parameters<typeof childOf>[0]): void => {
    const facts = fieldFacts.get(schema);
    expect(facts?.about.en, path).toMatch(/\.$/);
    expect(facts?.about.zh, path).toMatch(/。$/);
    for (const key of keysOf(schema)) {
      const child = childOf(schema, key);
      if (child) visit(`${path}.${key}`, child);
    }
    const item = childOf(schema, 0);
    if (item) visit(`${path}[]`, item);
    if (facts?.example !== undefined && "safeParse" in schema) {
      expect((schema as (typeof sections)["region"]).safeParse(facts.example).success, path).toBe(true);
    }
  };
  for (const [name, schema] of Object.entries(sections)) visit(name, schema);
});

test("what may be left out has its default", () => {
  const raw = stack("dev");
  for (const path of [
    ["network", "natBandwidthMbps"],
    ["alicloud", "diskCategory"],
    ["artist", "displayName"],
    ["artist", "slo"],
    ["artist", "tomcat", "sessionTimeoutMinutes"],
    ["vsphere", "folder"],
    ["budget", "alertPercent"],
  ]) {
    put(raw.values, path, undefined);
  }
  const { parsed, problems } = checkEnvironment(raw);
  expect(problems).toEqual([]);
  expect(parsed?.environment).toMatchObject({
    network: { natBandwidthMbps: 5 },
    alicloud: { diskCategory: "cloud_essd" },
    vsphere: { folder: "hougu" },
    budget: { alertPercent: [50, 80, 100] },
    miniPrograms: [
      {
        displayName: "后古艺术家",
        slo: { availabilityPercent: 99.5, latencyP99Ms: 1000 },
        tomcat: { sessionTimeoutMinutes: 30 },
      },
      {},
    ],
  });
});

describe("instance types", () => {
  test.each([
    [{ cpus: 2, memoryGiB: 2 }, ["ecs.u1"], "ecs.u1-c1m1.large"],
    [{ cpus: 2, memoryGiB: 4 }, ["ecs.u1"], "ecs.u1-c1m2.large"],
    [{ cpus: 4, memoryGiB: 16 }, ["ecs.c7", "ecs.g7"], "ecs.g7.xlarge"],
    [{ cpus: 8, memoryGiB: 64 }, ["ecs.r8i"], "ecs.r8i.2xlarge"],
    [{ cpus: 2, memoryGiB: 16 }, ["ecs.e"], undefined],
    [{ cpus: 2, memoryGiB: 6 }, ["ecs.u1", "ecs.g7"], undefined],
    [{ cpus: 2, memoryGiB: 4 }, ["ecs.t5"], undefined],
  ])("%o of %o is %s", (machine, families, type) => {
    expect(instanceTypeOf(machine, families)).toBe(type);
  });

  test("every machine that a family offers has a type of that family", () => {
    for (const family of ["ecs.u1", "ecs.e", "ecs.c7", "ecs.g8i", "ecs.r6"]) {
      expect(isKnownFamily(family)).toBe(true);
      for (const machine of machinesOf(family))
        expect(instanceTypeOf(machine, [family])).toMatch(new RegExp(`^${family}[.-]`));
    }
  });

  test("the committed machines are on sale", () => {
    for (const tier of ["dev", "prod"] as const) {
      const environment = checkEnvironment(
        { values: valuesOf(tier), encrypted: new Set(), from: "file" },
        { secrets: "ignored" },
      ).parsed?.environment;
      const bought = environment?.miniPrograms.filter(({ platform }) => platform === "alicloud") ?? [];
      expect(bought.map(({ name }) => name)).toEqual(MINI_PROGRAMS.slice(0, 1));
      for (const { edge, tomcat } of bought) {
        for (const { machine } of [edge, tomcat])
          expect(instanceTypeOf(machine, environment?.alicloud.instanceFamilies ?? [])).toBeDefined();
      }
    }
  });
});

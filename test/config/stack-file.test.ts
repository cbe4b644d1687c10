import { describe, expect, test } from "vitest";
import { checkEnvironment } from "../../components/config/parse.ts";
import { ConfigError } from "../../components/config/problem.ts";
import { OPAQUE } from "../../components/config/raw.ts";
import { SECRET_KEYS } from "../../components/config/secrets.ts";
import {
  parseStackFile,
  readEnvironment,
  readStackFile,
  stackOf,
} from "../../components/config/stack-file.ts";
import { fileOf } from "./stack.ts";

function syntaxErrorOf(text: string): ConfigError {
  try {
    parseStackFile(text, "Pulumi.x.yaml");
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("the text was accepted");
}

describe("reading Pulumi.<stack>.yaml", () => {
  test("names the stack by the file", () => {
    expect(stackOf("/a/b/Pulumi.prod.yaml")).toBe("prod");
    expect(stackOf("Pulumi.eu.west.yaml")).toBe("eu.west");
    expect(stackOf("Pulumi.yaml")).toBeUndefined();
  });

  test("keeps encrypted values opaque, whole or by path", () => {
    const raw = parseStackFile(
      [
        "encryptionsalt: v1:abc",
        "config:",
        "  alicloud:region: cn-hangzhou",
        "  hougu:environment: dev",
        "  hougu:sessionKey:",
        "    secure: AAAB",
        "  hougu:tls:",
        "    food:",
        "      certificate:",
        "        secure: AAAC",
      ].join("\n"),
      "Pulumi.dev.yaml",
    );
    expect(raw.values).toEqual({
      environment: "dev",
      sessionKey: OPAQUE,
      tls: { food: { certificate: OPAQUE } },
    });
    expect([...raw.encrypted]).toEqual(["sessionKey", "tls"]);
    expect(raw.stack).toBe("dev");
  });

  test("finds the line of a value, and of the group around one that is missing", () => {
    const text = [
      "config:",
      "  hougu:artist:",
      "    tomcat:",
      "      count: 1",
      "  hougu:zones:",
      "    - a",
      "    - b",
    ].join("\n");
    const raw = parseStackFile(text, "Pulumi.dev.yaml");
    expect(raw.locate?.(["artist", "tomcat", "count"])?.line).toBe(4);
    expect(raw.locate?.(["artist", "tomcat", "machine", "cpus"])?.line).toBe(3);
    expect(raw.locate?.(["zones", 1])?.line).toBe(7);
    expect(raw.locate?.(["food"])?.line).toBe(1);
  });

  test("reports problems in the order of the file, each with its line", () => {
    const file = fileOf("dev");
    const raw = readStackFile(file);
    const { problems } = checkEnvironment(
      { ...raw, values: { ...raw.values, region: "mars", budget: { monthlyCny: -1 } } },
      { secrets: "ignored" },
    );
    expect(problems.map(({ key }) => key)).toEqual(["hougu:region", "hougu:budget.monthlyCny"]);
    const [first, second] = problems.map(({ location }) => location);
    expect(first?.file).toBe(file);
    expect(first?.line).toBeGreaterThan(1);
    expect(second?.line).toBeGreaterThan(first?.line ?? Number.POSITIVE_INFINITY);
  });

  test("a missing file is a problem with the remedy", () => {
    expect(() => readStackFile("/nowhere/Pulumi.staging.yaml")).toThrow(
      /copy Pulumi\.dev\.yaml to Pulumi\.staging\.yaml/,
    );
  });

  test("a mistake of syntax has its line, and doesn't quote the file", () => {
    const error = syntaxErrorOf('config:\n  hougu:environment: dev\n  hougu:sessionKey: "s3cret\n');
    expect(error.problems[0]?.location).toMatchObject({ file: "Pulumi.x.yaml" });
    expect(error.problems[0]?.location?.line).toBeGreaterThanOrEqual(3);
    expect(error.format("en")).not.toContain("s3cret");
  });

  test("a tab as indentation is a problem at its line", () => {
    expect(syntaxErrorOf("config:\n\thougu:environment: dev\n").problems[0]?.location?.line).toBe(2);
  });

  test("a key that is written twice is a problem at the second", () => {
    const error = syntaxErrorOf("config:\n  hougu:region: cn-hangzhou\n  hougu:region: cn-shanghai\n");
    expect(error.problems[0]).toMatchObject({ value: "duplicate key", location: { line: 3 } });
  });

  test("an alias that leads nowhere is a problem", () => {
    expect(syntaxErrorOf("config:\n  hougu:tags: *nowhere\n").problems[0]).toMatchObject({
      location: { line: 2 },
    });
  });

  test("aliases that unfold without end are a problem, not a hang", () => {
    const bomb = ["config:", "  hougu:a: &a [x, x, x, x, x, x, x, x, x, x]"];
    for (const [name, before] of ["ba", "cb", "dc", "ed", "fe", "gf", "hg"].map((pair) => [...pair])) {
      bomb.push(`  hougu:${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(", ")}]`);
    }
    expect(syntaxErrorOf(bomb.join("\n")).problems[0]?.value).toBe("bad alias");
  });

  test("a file without config lists every section that must be written", () => {
    const { problems } = checkEnvironment(parseStackFile("encryptionsalt: v1:abc\n", "Pulumi.new.yaml"));
    expect(problems.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["hougu:environment", "hougu:artist", "hougu:contacts", "hougu:tls"]),
    );
  });

  for (const tier of ["dev", "prod"] as const) {
    test(`Pulumi.${tier}.yaml describes an environment of its tier and holds no secret`, () => {
      expect(readEnvironment(fileOf(tier)).tier).toBe(tier);
      const { values, encrypted } = readStackFile(fileOf(tier));
      expect(encrypted.size).toBe(0);
      expect(SECRET_KEYS.filter((key) => Object.hasOwn(values, key))).toEqual([]);
    });
  }

  test("dev and prod differ in what makes them dev and prod", () => {
    const [dev, prod] = [readEnvironment(fileOf("dev")), readEnvironment(fileOf("prod"))];
    expect(prod.zones.length).toBeGreaterThan(dev.zones.length);
    expect(prod.budget.monthlyCny).toBeGreaterThan(dev.budget.monthlyCny);
    expect(prod.network.cidr).not.toBe(dev.network.cidr);
    for (const [index, program] of prod.miniPrograms.entries()) {
      const small = dev.miniPrograms[index];
      expect(program.platform).toBe(program.name === "artist" ? "alicloud" : "vsphere");
      expect(program.tomcat.count).toBeGreaterThan(small?.tomcat.count ?? 0);
      expect(program.slo.availabilityPercent).toBeGreaterThan(small?.slo.availabilityPercent ?? 100);
      expect(program.domain).not.toBe(small?.domain);
    }
  });
});

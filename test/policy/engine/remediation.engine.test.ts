import { SecurityGroup } from "@pulumi/alicloud/ecs/securityGroup.js";
import { Instance as Cache } from "@pulumi/alicloud/kvstore/instance.js";
import { Network } from "@pulumi/alicloud/vpc/network.js";
import { Switch } from "@pulumi/alicloud/vpc/switch.js";
import { afterEach, describe, expect, it } from "vitest";
import type { Level } from "../../../policy/environment.ts";
import { RULES } from "../../../policy/rules/all.ts";
import { FAULTS } from "../programs/faults/all.ts";
import { faultyParts } from "../programs/made-of-parts.ts";
import { faulty } from "../programs/parts/all.ts";
import { resource } from "../rules/judge.ts";
import { type JudgedStack, judgedStack } from "./pack.ts";

// A preview takes a second; a machine that is busy with other tests takes its time.
const PATIENCE_MS = 120_000;

const MENDING = RULES.filter(({ resource: checks }) => checks?.remediate !== undefined);
const LEVELS: Readonly<Record<string, Level>> = Object.fromEntries(
  RULES.map((rule) => [rule.id, MENDING.includes(rule) ? "remediate" : "advisory"]),
);

let stack: JudgedStack | undefined;
afterEach(async () => await stack?.remove());

/** Resources that are wrong, by the rule that mends them: `rule name`. */
const mendable = FAULTS.flatMap((fault, index) => {
  const rule = MENDING.find(({ id }) => id === fault.rule);
  if (!rule?.resource?.types.has(fault.type) || rule.id === "mandatory-tags") return [];
  const part = faulty(fault, "wrong");
  const changes = rule.resource.remediate?.(resource(part.type, part.props), {} as never);
  return changes === undefined ? [] : [`${rule.id} ${fault.rule}-${index}`];
});

describe("rules at the level remediate", { timeout: PATIENCE_MS }, () => {
  it("mend every resource whose one right value they know, and no finding is left of it", async () => {
    stack = await judgedStack("prod", "en", undefined, { levels: LEVELS });
    const { remediations, violations } = await stack.preview(faultyParts);
    expect(remediations).toEqual(expect.arrayContaining(mendable));
    const left = violations.map(({ rule, on }) => `${rule} ${on}`);
    expect(left.filter((one) => mendable.includes(one))).toEqual([]);
    expect(new Set(mendable.map((one) => one.split(" ")[0])).size).toBeGreaterThan(14);
  });

  // What only a person can mend: the engine's own protection is an option of the program.
  it("stop the run where they can't mend", async () => {
    stack = await judgedStack("prod", "en", undefined, { levels: LEVELS });
    const { stopped, violations } = await stack.preview(async () => {
      new Network("open", { vpcName: "open", cidrBlock: "10.0.0.0/16" });
    });
    expect(stopped).toBe(true);
    expect(violations).toContainEqual(
      expect.objectContaining({ rule: "deletion-protection", on: "open", level: "mandatory" }),
    );
  });

  it("change in up what is made, and what is secret stays so", async () => {
    const others = Object.entries(LEVELS).filter(([, level]) => level === "advisory");
    stack = await judgedStack("dev", "en", undefined, { levels: Object.fromEntries(others) });
    const tags = { owner: "ops", service: "platform", "cost-centre": "cc-1001" };
    const { stopped, log, remediations } = await stack.up(async () => {
      const vpc = new Network("vpc", { vpcName: "vpc", cidrBlock: "10.0.0.0/16", tags });
      const place = { vpcId: vpc.id, zoneId: "cn-hangzhou-h", cidrBlock: "10.0.1.0/24" };
      const vswitch = new Switch("switch", { ...place, vswitchName: "switch", tags });
      new SecurityGroup("group", { vpcId: vpc.id, securityGroupName: "group", description: "x", tags });
      new Cache("cache", {
        dbInstanceName: "cache",
        instanceType: "Redis",
        engineVersion: "7.0",
        instanceClass: "redis.shard.small.2.ce",
        vswitchId: vswitch.id,
        zoneId: "cn-hangzhou-h",
        password: "Secret-of-the-cache-1",
        securityIps: ["10.0.0.0/16"],
        tags,
      });
    });
    expect(stopped, log).toBe(false);
    expect(remediations).toEqual(
      expect.arrayContaining(["security-group-isolation group", "cache-tls cache", "mandatory-tags cache"]),
    );
    const inputs = new Map((await stack.resources()).map((one) => [one.urn.split("::").at(-1), one.inputs]));
    expect(inputs.get("group")).toMatchObject({ innerAccessPolicy: "Drop", tags: { environment: "dev" } });
    expect(inputs.get("cache")).toMatchObject({ sslEnable: "Enable", tags: { ...tags, environment: "dev" } });
    // The engine's mark of a secret; an export shows what it holds.
    expect(inputs.get("cache")?.password).toMatchObject({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    });
    expect(log).not.toContain("Secret-of-the-cache-1");
  });
});

import { SecurityGroupRule } from "@pulumi/alicloud/ecs/securityGroupRule.js";
import { Network } from "@pulumi/alicloud/vpc/network.js";
import { afterEach, describe, expect, it } from "vitest";
import { RULES } from "../../../policy/rules/all.ts";
import { careless, PASSWORD } from "../programs/careless.ts";
import { compliant } from "../programs/compliant.ts";
import { compliantParts, faultyParts } from "../programs/made-of-parts.ts";
import { type Judged, type JudgedStack, judgedStack } from "./pack.ts";

// A preview takes a second; a machine that is busy with other tests takes its time.
const PATIENCE_MS = 120_000;

/** More than the compliant parts cost a month: their budget is judged, and kept. */
const AMPLE_CNY = 1_000_000;

let stack: JudgedStack | undefined;
afterEach(async () => await stack?.remove());

const told = ({ violations }: Judged) =>
  violations.map(({ rule, level, on }) => `${level} ${rule} ${on}`).sort();

describe("a program that every rule accepts", { timeout: PATIENCE_MS }, () => {
  it("goes through in prod, in preview and in up", async () => {
    stack = await judgedStack("prod", "en", AMPLE_CNY);
    const preview = await stack.preview(async () => {
      await compliant();
      await compliantParts();
    });
    expect(preview.violations).toEqual([]);
    // A rule that has seen nothing has accepted nothing.
    const idle = RULES.filter(
      ({ resource }) => resource && ![...resource.types].some((type) => preview.types.has(type)),
    );
    // This one is kept by what doesn't exist.
    expect(idle.map(({ id }) => id)).toEqual(["no-port-forwarding"]);
    expect(preview.stopped, preview.log).toBe(false);
    const up = await stack.up(compliant);
    expect(up.violations).toEqual([]);
    expect(up.stopped, up.log).toBe(false);
  });
});

describe("a program that breaks every rule", { timeout: PATIENCE_MS }, () => {
  it("is stopped in prod, by every rule", async () => {
    stack = await judgedStack("prod", "en", 1);
    const { violations, stopped, log } = await stack.preview(async () => {
      await careless();
      await faultyParts();
    });
    expect(stopped).toBe(true);
    const broken = new Set(violations.filter(({ level }) => level === "mandatory").map(({ rule }) => rule));
    expect([...broken].sort()).toEqual(RULES.map(({ id }) => id).sort());
    const lines = violations.map(({ on, rule, message }) => `${rule} · ${on}: ${message.split("\n")[1]}`);
    await expect(`${lines.sort().join("\n")}\n`).toMatchFileSnapshot("../golden/careless.txt");
    expect(log).not.toContain(PASSWORD);
  });

  it("is stopped in up before an instance is made", async () => {
    stack = await judgedStack("prod");
    const { stopped, log } = await stack.up(careless);
    expect(stopped).toBe(true);
    expect(log).not.toContain(PASSWORD);
    expect(log).not.toMatch(/alicloud:ecs:Instance \S+ created/);
  });

  it("hears in dev what dev relaxes only as an advice, or not at all", async () => {
    stack = await judgedStack("dev", "zh");
    const judged = await stack.preview(careless);
    const rules = new Set(judged.violations.map(({ rule }) => rule));
    expect(rules).not.toContain("two-zones");
    expect(rules).not.toContain("deletion-protection");
    expect(told(judged)).toContain("advisory backups database");
    expect(told(judged)).toContain("mandatory no-open-ingress anything");
    const ingress = judged.violations.find(({ rule }) => rule === "no-open-ingress");
    expect(ingress?.message).toContain("tcp 1/65535 对 0.0.0.0/0 开放");
  });
});

describe("a value that the preview can't know", { timeout: PATIENCE_MS }, () => {
  // Whatever the network's id is, it is no narrow block: the update finds out.
  const late = async () => {
    const tags = { owner: "ops", service: "platform", environment: "dev", "cost-centre": "cc-1001" };
    const vpc = new Network("vpc", { vpcName: "vpc", cidrBlock: "10.0.0.0/16", tags });
    new SecurityGroupRule("late", {
      type: "ingress",
      ipProtocol: "tcp",
      portRange: "22/22",
      cidrIp: vpc.id.apply((id) => (id === "" ? "10.0.0.0/8" : "0.0.0.0/0")),
      securityGroupId: "sg-1",
      description: "late",
    });
  };

  it("is named in an advice, and judged in the update before the resource is made", async () => {
    stack = await judgedStack("dev");
    const preview = await stack.preview(late);
    expect(preview.stopped, preview.log).toBe(false);
    expect(told(preview)).toEqual(["advisory no-open-ingress late"]);
    expect(preview.violations[0]?.message).toContain("cidrIp is not known before the update");

    const up = await stack.up(late);
    expect(up.stopped).toBe(true);
    expect(told(up)).toEqual(["mandatory no-open-ingress late"]);
    expect(up.log).not.toMatch(/SecurityGroupRule late created/);
  });
});

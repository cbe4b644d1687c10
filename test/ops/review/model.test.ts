import { describe, expect, test } from "vitest";
import { reviewOf } from "../../../ops/review/model.ts";
import { ECS, existing, RDS, RULE, recordedReview, reviewed, side, step } from "./sources.ts";

describe("a change of one nginx timeout", () => {
  const review = reviewOf(recordedReview());

  test("is one line: what runs on the machines of both mini-programs, and what follows them", () => {
    expect(review.lines).toHaveLength(1);
    const [line] = review.lines;
    expect(line).toMatchObject({
      change: "replace",
      rolled: true,
      tier: "edge:EdgePair",
      services: ["artist", "food"],
    });
    expect(line?.members.map(({ name }) => name).sort()).toEqual([
      "artist-edge-cn-hangzhou-k-1",
      "artist-edge-cn-hangzhou-k-2",
      "food-edge-1",
      "food-edge-2",
    ]);
    expect(line?.followers).toHaveLength(7);
    expect(line?.forcedBy).toEqual(["userData"]);
  });

  test("says the timeout, and that the other edge serves meanwhile", () => {
    expect(review.lines[0]?.differences).toEqual([
      { path: "/etc/nginx/nginx.conf", before: "keepalive_timeout 65s;", after: "keepalive_timeout 75s;" },
    ]);
    expect(review.lines[0]?.downtime?.en).toBe("served by the others: one machine at a time");
  });

  test("has no risk", () => {
    expect(review.risks).toEqual([]);
    expect(review.verdict).toBe("clear");
  });
});

describe("what the base does as well", () => {
  const pending = step("update", "exit", {
    properties: ["bandwidth"],
    before: { bandwidth: 5 },
    after: { bandwidth: 6 },
  });

  test("is hidden and counted", () => {
    const review = reviewOf(reviewed(side(pending), side(pending), existing(pending)));
    expect(review.lines).toEqual([]);
    expect(review.pending).toBe(1);
    expect(review.verdict).toBe("clear");
  });

  test("otherwise is the pull request's, from the base's value to its own", () => {
    const other = { ...pending, after: { bandwidth: 9 } };
    const { lines, pending: hidden } = reviewOf(reviewed(side(pending), side(other), existing(pending)));
    expect(hidden).toBe(0);
    expect(lines[0]?.differences).toEqual([{ path: "bandwidth", before: "6", after: "9" }]);
  });

  test("and the pull request takes back is a change too", () => {
    const { lines } = reviewOf(reviewed(side(pending), side(), existing(pending)));
    expect(lines[0]?.differences).toEqual([{ path: "bandwidth", before: "6", after: "5" }]);
    const created = step("create", "new");
    expect(reviewOf(reviewed(side(created), side())).lines[0]).toMatchObject({ change: "delete" });
  });

  test("for a hidden reason may differ: no check mark", () => {
    const machine = step("replace", "food-edge-1", { type: "vsphere:index/virtualMachine:VirtualMachine" });
    const review = reviewOf(reviewed(side(machine), side(machine), existing(machine)));
    expect(review.verdict).toBe("attention");
    expect(review.notes[0]?.en).toContain("food-edge-1");
  });
});

describe("the four facts of the issue", () => {
  const database = step("replace", "artist-mysql", {
    type: RDS,
    service: "artist",
    forcedBy: ["engine"],
    before: { zoneId: "cn-hangzhou-j", engine: "MySQL" },
    after: { zoneId: "cn-hangzhou-j", engine: "MariaDB" },
  });
  const machine = step("delete", "artist-tomcat-2", {
    type: ECS,
    service: "artist",
    before: { availabilityZone: "cn-hangzhou-k" },
  });
  const rule = step("create", "ssh", {
    type: RULE,
    after: { type: "ingress", ipProtocol: "tcp", portRange: "22/22", cidrIp: "0.0.0.0/0" },
  });
  const source = {
    ...reviewed(side(), side(machine, database, rule), existing(machine, database)),
    costOf: (world: ReadonlyMap<string, unknown>) => ({
      cny: world.has(rule.urn) ? 1500 : 1000,
      unpriced: 0,
    }),
  };

  test("come first and stop it", () => {
    const review = reviewOf(source);
    expect(review.risks.slice(0, 4).map(({ fact }) => fact.en)).toEqual([
      "opens tcp port 22 to the world (0.0.0.0/0)",
      "replaces the database artist-mysql (engine)",
      "drops the zone cn-hangzhou-k (artist)",
      "bill +50 %",
    ]);
    expect(review.verdict).toBe("stopped");
  });

  test("stop nobody who has accepted each of them, and any that is left still does", () => {
    const accepted = ["exposure", "data-loss", "outage", "bill"] as const;
    expect(reviewOf({ ...source, accepted }).verdict).toBe("attention");
    expect(reviewOf({ ...source, accepted: accepted.slice(1) }).verdict).toBe("stopped");
  });

  test("are no facts where nothing exists yet to be lost", () => {
    const review = reviewOf(reviewed(side(), side(database)));
    expect(review.risks.filter(({ kind }) => kind === "data-loss")).toEqual([]);
  });
});

describe("exposure", () => {
  const opened = (after: Record<string, unknown>) =>
    reviewOf(
      reviewed(side(), side(step("create", "rule", { type: RULE, after: { type: "ingress", ...after } }))),
    ).risks.map(({ fact }) => fact.en);

  test.each([
    [
      "two halves of the internet",
      { ipProtocol: "tcp", portRange: "22/22", cidrIp: "128.0.0.0/1" },
      "tcp port 22",
    ],
    ["no source at all", { ipProtocol: "udp", portRange: "53/53" }, "udp port 53"],
    ["every port", { ipProtocol: "all", portRange: "-1/-1", ipv6CidrIp: "::/0" }, "all port 1-65535"],
    [
      "a range with the web in it",
      { ipProtocol: "tcp", portRange: "80/443", cidrIp: "0.0.0.0/0" },
      "tcp port 80-443",
    ],
  ])("%s", (_, after, text) => {
    expect(opened(after)).toEqual([expect.stringContaining(text)]);
  });

  test.each([
    ["the web", { ipProtocol: "tcp", portRange: "443/443", cidrIp: "0.0.0.0/0" }],
    ["somebody's block", { ipProtocol: "tcp", portRange: "22/22", cidrIp: "10.8.0.0/24" }],
    ["a group", { ipProtocol: "tcp", portRange: "22/22", sourceSecurityGroupId: "sg-1" }],
    ["a rule that drops", { ipProtocol: "tcp", portRange: "22/22", cidrIp: "0.0.0.0/0", policy: "drop" }],
  ])("none: %s", (_, after) => {
    expect(opened(after)).toEqual([]);
  });
});

describe("a preview that failed", () => {
  const failure = { text: { en: "it broke", zh: "失败" }, problems: [{ en: "here", zh: "此处" }] };

  test("is the verdict, whatever the half before looked like", () => {
    expect(reviewOf(reviewed(side(), { ...side(), failure })).verdict).toBe("failed");
  });

  test("on the base shows all of the head's changes, and is never a check mark", () => {
    const change = step("update", "exit", { properties: ["bandwidth"] });
    const review = reviewOf(reviewed({ ...side(change), failure }, side(change), existing(change)));
    expect(review.verdict).toBe("incomplete");
    expect(review.lines).toHaveLength(1);
  });
});

test("a mandatory rule stops it, and says when the base breaks it too", () => {
  const finding = { policy: "names", pack: "hougu", level: "mandatory" as const, message: "no" };
  const review = reviewOf(reviewed({ ...side(), findings: [finding] }, { ...side(), findings: [finding] }));
  expect(review.verdict).toBe("stopped");
  expect(review.findings).toEqual([{ ...finding, onBase: true }]);
});

test("values whose name says that they are secret are shown by nobody", () => {
  const change = step("update", "x", {
    properties: ["adminPassword"],
    before: { adminPassword: "one" },
    after: { adminPassword: "two" },
  });
  const review = reviewOf(reviewed(side(), side(change), existing(change)));
  expect(JSON.stringify(review.lines[0]?.differences)).not.toMatch(/one|two/);
});

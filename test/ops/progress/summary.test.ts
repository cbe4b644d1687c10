import { describe, expect, test } from "vitest";
import { styleOf } from "../../../ops/cli/style.ts";
import { duration } from "../../../ops/progress/duration.ts";
import { groupFindings } from "../../../ops/progress/findings.ts";
import { renderChanges, renderCounts, renderSummary, type Summary } from "../../../ops/progress/summary.ts";
import { NO_CHANGES, type PolicyFinding } from "../../../ops/progress/update-state.ts";
import { nameOfUrn, shortType, typeOfUrn } from "../../../ops/progress/urn.ts";
import { folded, recorded, stepEvent } from "./events.ts";

const plain = styleOf(false);

const finding = (name: string, level: PolicyFinding["level"] = "mandatory"): PolicyFinding => ({
  policy: "names",
  pack: "hougu",
  level,
  urn: `urn:pulumi:dev::hougu::t::${name}`,
  message: "Names follow the scheme\nmore",
});

const summary: Summary = {
  counts: { create: 52, update: 1, replace: 2, delete: 3, same: 12 },
  policies: [],
  durationMs: 83_000,
  endpoints: [
    { name: "artist", domain: "api.artist.example.com", addresses: ["192.0.2.1", "192.0.2.2"] },
    { name: "food", domain: "api.food.example.com", addresses: ["172.20.10.20"] },
  ],
  report: "/home/ops/.hougu/reports/dev.html",
};

describe("the summary", () => {
  test("in English", () => {
    expect(renderSummary(summary, "en", plain)).toEqual([
      "Endpoints  artist  https://api.artist.example.com  192.0.2.1, 192.0.2.2",
      "           food    https://api.food.example.com  172.20.10.20",
      "Changes    +52 create  ~1 update  ±2 replace  -3 delete  12 unchanged",
      "Policy     ✓ passed",
      "Time       1m 23s",
      "Report     /home/ops/.hougu/reports/dev.html",
    ]);
  });

  test("in Chinese", () => {
    expect(renderSummary(summary, "zh", plain)).toEqual([
      "访问入口  artist  https://api.artist.example.com  192.0.2.1, 192.0.2.2",
      "          food    https://api.food.example.com  172.20.10.20",
      "变更      +52 新建  ~1 更新  ±2 替换  -3 删除  12 未变",
      "策略      ✓ 通过",
      "用时      1m 23s",
      "报告      /home/ops/.hougu/reports/dev.html",
    ]);
  });

  test("has no line for what isn't there", () => {
    expect(renderSummary({ counts: NO_CHANGES, durationMs: 400, endpoints: [] }, "en", plain)).toEqual([
      "Changes  none",
      "Time     0.4s",
    ]);
  });

  test("a rule that many resources break is one line", () => {
    const policies = [
      finding("a"),
      finding("b"),
      finding("c"),
      finding("d", "advisory"),
      { ...finding("e"), urn: undefined as unknown as string },
    ];
    const lines = renderSummary({ ...summary, endpoints: [], policies }, "en", plain);
    expect(lines.slice(1, 3)).toEqual([
      "Policy   ✗ mandatory names a, b +2: Names follow the scheme".replace("+2", "+1"),
      "         ! advisory names d: Names follow the scheme",
    ]);
  });
});

test("findings of one text are one group, in the order in which they came", () => {
  expect(groupFindings([finding("a"), finding("d", "advisory"), finding("b")])).toEqual([
    {
      policy: "names",
      level: "mandatory",
      standing: "mandatory",
      message: finding("a").message,
      names: ["a", "b"],
    },
    { policy: "names", level: "advisory", standing: "advisory", message: finding("a").message, names: ["d"] },
  ]);
});

test("counts name only what happened", () => {
  expect(renderCounts({ ...NO_CHANGES, same: 107 }, "en", plain)).toBe("107 unchanged");
  expect(renderCounts({ ...NO_CHANGES, delete: 2 }, "zh", plain)).toBe("-2 删除");
  expect(renderCounts(NO_CHANGES, "zh", plain)).toBe("无");
});

test("changes: a line per resource that isn't the same, with the properties that differ", () => {
  const lines = renderChanges(folded(recorded("change")), "en", plain);
  expect(lines).toHaveLength(5);
  expect(lines).toContain("  ~ update network-nat-eip ecs.EipAddress [bandwidth]");
  expect(lines).toContain("  ± replace artist-tomcat-1 ecs.Instance [userData]");
  expect(renderChanges(folded([stepEvent("ends", "same", { name: "a" })]), "en", plain)).toEqual([]);
});

test.each([
  [-5, "0.0s"],
  [0, "0.0s"],
  [9940, "9.9s"],
  [9999, "10.0s"],
  [10_000, "10s"],
  [59_499, "59s"],
  [59_500, "1m 00s"],
  [65_000, "1m 05s"],
  [3_600_000, "60m 00s"],
])("%i ms is %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});

test("names and types in URNs", () => {
  const urn = "urn:pulumi:dev::hougu::hougu:edge:EdgePair$alicloud:ecs/instance:Instance::a::b";
  expect(nameOfUrn(urn)).toBe("a::b");
  expect(typeOfUrn(urn)).toBe("alicloud:ecs/instance:Instance");
  expect(shortType("alicloud:ecs/instance:Instance")).toBe("ecs.Instance");
  expect(shortType("vsphere:index/folder:Folder")).toBe("vsphere.Folder");
  expect(shortType("pulumi:providers:alicloud")).toBe("provider.alicloud");
  expect(shortType("pulumi:pulumi:Stack")).toBe("stack");
  expect(shortType("hougu:edge:EdgePair")).toBe("edge.EdgePair");
});

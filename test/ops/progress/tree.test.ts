import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { styleOf } from "../../../ops/cli/style.ts";
import { widthOf } from "../../../ops/cli/width.ts";
import { bar, renderTree, type TreeOptions } from "../../../ops/progress/tree.ts";
import type { UpdateState } from "../../../ops/progress/update-state.ts";
import { folded, recorded, STACK_URN, stepEvent, urnOf } from "./events.ts";

const STACK = { name: "hougu-dev", type: "pulumi:pulumi:Stack" };
const COMPONENT = "hougu:environment:MiniProgram";

const options: TreeOptions = {
  kind: "up",
  stack: "dev",
  sandbox: true,
  lang: "en",
  style: styleOf(false),
  columns: 100,
  rows: 30,
  now: 60_000,
  frame: 0,
};

/** A component with machines below; the first `done` of them are finished. */
function environmentOf(machines: number, done: number, change = "create"): UpdateState {
  const parent = { name: "artist", type: COMPONENT };
  const below = Array.from({ length: machines }, (_, index) => ({
    name: `machine-${index}`,
    type: "alicloud:ecs/instance:Instance",
    parent: urnOf("artist", COMPONENT),
  }));
  return folded([
    stepEvent("begins", change, STACK),
    stepEvent("begins", change, parent),
    ...below.map((resource) => stepEvent("begins", change, resource)),
    ...below.slice(0, done).map((resource) => stepEvent("ends", change, resource)),
  ]);
}

describe("the picture", () => {
  test("a recorded update: what changes, below its components; what doesn't is left out", () => {
    const lines = renderTree(folded(recorded("change"), { apart: 100 }), { ...options, expected: 113 });
    expect(lines).toMatchInlineSnapshot(`
      [
        "Bringing up dev · sandbox  ━━────────────────────── 9/113  4.1s",
        "✓   unchanged network                                  network.AlicloudNetwork    2.5s",
        "✓ ~ update      network-nat-eip                        ecs.EipAddress             0.1s",
        "✓ + create      network-artist-edge-ssh-from-10-9-0-0… ecs.SecurityGroupRule      0.1s",
        "✓ - delete      network-artist-edge-ssh-from-10-8-0-0… ecs.SecurityGroupRule      0.1s",
        "✓   unchanged artist                                   environment.MiniProgram    2.2s",
        "✓   unchanged   artist-tomcat                          tomcat.TomcatCluster       1.6s",
        "✓   unchanged     artist-tomcat-1                      host.EcsHost               1.3s",
        "✓ ± replace         artist-tomcat-1                    ecs.RamRoleAttachment      1.2s",
        "✓ ± replace         artist-tomcat-1                    ecs.Instance               0.5s",
      ]
    `);
  });

  test("runs: a spinner that moves, the engine's step, the time until now", () => {
    const events = [
      stepEvent("begins", "delete-replaced", { name: "entry" }),
      stepEvent("ends", "delete-replaced", { name: "entry" }),
      stepEvent("begins", "create-replacement", { name: "entry" }),
    ];
    const at = (frame: number) => renderTree(folded(events), { ...options, frame })[1] ?? "";
    expect(at(0)).toMatch(/^⠋ ± replace {3}entry +creating the new one +59s$/);
    expect(at(1)).toMatch(/^⠙ /);
    expect(at(10)).toBe(at(0));
  });

  test.each([60, 80, 100, 160])("in %i columns every line shows how long it took, uncut", (columns) => {
    const lines = renderTree(environmentOf(3, 1), { ...options, columns }).slice(1);
    for (const line of lines) {
      expect(line).toMatch(/ \d+(\.\d)?s$/);
      expect(line).toMatch(columns >= 80 ? /environment\.MiniProgr|ecs\.Instance/ : /artist|machine/);
    }
  });

  test("a failure shows in its resource and in all above it", () => {
    const state = folded([
      stepEvent("begins", "create", { name: "artist", type: COMPONENT }),
      stepEvent("begins", "create", { name: "entry", parent: urnOf("artist", COMPONENT) }),
      stepEvent("fails", "create", { name: "entry", parent: urnOf("artist", COMPONENT) }),
    ]);
    const lines = renderTree(state, options);
    expect(lines.slice(1).map((line) => line[0])).toEqual(["✗", "✗"]);
  });

  test("in Chinese", () => {
    const [header, ...lines] = renderTree(environmentOf(1, 1), { ...options, lang: "zh" });
    expect(header).toMatch(/^部署 dev · 沙箱 {2}1 项资源 {2}/);
    expect(lines[0]).toContain("+ 新建");
  });
});

describe("the bar", () => {
  test("is there when somebody knows how many to expect", () => {
    const header = (expected?: number) =>
      renderTree(environmentOf(10, 4), { ...options, ...(expected !== undefined && { expected }) })[0];
    expect(header(22)).toContain("4/22");
    expect(header(22)).toContain("━");
    // More came than were expected: it never shows more than the whole.
    expect(header(2)).toContain("4/11");
    expect(header()).toContain("4 resources");
    expect(header()).not.toContain("━");
  });

  test.each([
    [-1, 0],
    [0, 0],
    [0.5, 5],
    [1, 10],
    [7, 10],
  ])("a share of %d", (share, full) => {
    expect(bar(share, 10, styleOf(false))).toBe("━".repeat(full) + "─".repeat(10 - full));
  });
});

describe("a window too small", () => {
  test("200 resources that are done fold into their component", () => {
    const state = environmentOf(200, 200);
    const lines = renderTree(state, options);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("artist (201)");
  });

  test("what runs stays in view, what is done goes", () => {
    const state = environmentOf(200, 190);
    const lines = renderTree(state, options);
    expect(lines.length).toBeLessThanOrEqual(options.rows);
    for (let index = 190; index < 200; index++)
      expect(lines.join("\n")).toMatch(new RegExp(`machine-${index}\\b`));
    expect(lines.join("\n")).not.toMatch(/machine-1\b/);
  });

  test("when even that is too much, it says how many lines are missing", () => {
    const state = environmentOf(200, 0);
    const lines = renderTree(state, { ...options, rows: 10 });
    expect(lines).toHaveLength(9);
    // 201 lines were wanted and 7 stand above.
    expect(lines.at(-1)).toBe("  … 194 more");
  });

  test("no line is ever broken by the window's edge", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 120 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(
          fc.constantFrom(
            "entry",
            "后古艺术家-接入层-主备一号机-cn-hangzhou-k",
            "👩‍👩‍👧‍👦".repeat(12),
            "x".repeat(90),
          ),
          {
            maxLength: 60,
          },
        ),
        fc.boolean(),
        (columns, rows, names, colour) => {
          const events = names.map((name, index) =>
            stepEvent(index % 2 ? "ends" : "begins", "create", { name: `${name}-${index}` }),
          );
          const lines = renderTree(folded(events), { ...options, columns, rows, style: styleOf(colour) });
          for (const line of lines) expect(widthOf(line)).toBeLessThan(columns);
          // The header, and three lines at least, whatever the window.
          expect(lines.length).toBeLessThanOrEqual(Math.max(4, rows - 1));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("Chinese names stand in columns", () => {
    const state = folded([
      stepEvent("begins", "create", { name: "后古艺术家" }),
      stepEvent("begins", "create", { name: "entry" }),
    ]);
    const [, first = "", second = ""] = renderTree(state, options);
    const columnOf = (line: string) => widthOf(line.slice(0, line.indexOf("ecs.EipAddress")));
    expect(columnOf(first)).toBe(columnOf(second));
  });
});

test("the stack itself is no line, and resources right below it are roots", () => {
  const lines = renderTree(
    folded([
      stepEvent("begins", "create", STACK),
      stepEvent("ends", "create", { name: "a", parent: STACK_URN }),
    ]),
    options,
  );
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(" a ");
});

import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeOf, plain, reduce } from "../../../ops/progress/reducer.ts";
import {
  changedOf,
  countsOf,
  emptyState,
  type ResourceProgress,
  type UpdateState,
} from "../../../ops/progress/update-state.ts";
import { folded, recorded, STACK_URN, stepEvent, urnOf } from "./events.ts";

function find(state: UpdateState, name: string, type = ""): ResourceProgress {
  const [found] = [...state.resources.values()].filter(
    (resource) => resource.name === name && resource.type.includes(type),
  );
  if (!found) throw new Error(`no resource ${name}`);
  return found;
}

describe("an update as the engine told it", () => {
  const state = folded(recorded("change"));

  test("what happened to each resource", () => {
    expect(find(state, "network-nat-eip")).toMatchObject({
      change: "update",
      phase: "done",
      properties: ["bandwidth"],
    });
    expect(find(state, "network-artist-edge-ssh-from-10-9-0-0-24")).toMatchObject({
      change: "create",
      phase: "done",
    });
    expect(find(state, "network-artist-edge-ssh-from-10-8-0-0-24")).toMatchObject({
      change: "delete",
      phase: "done",
    });
    expect(find(state, "artist-tomcat-1", "EcsHost")).toMatchObject({ change: "same", phase: "done" });
  });

  test("a replacement whose old half went first is one replacement, from its first step to its last", () => {
    const machine = find(state, "artist-tomcat-1", "ecs/instance:Instance");
    expect(machine).toMatchObject({
      change: "replace",
      phase: "done",
      step: "create-replacement",
      properties: ["userData"],
    });
    const own = state.steps.filter(({ urn }) => urn === machine.urn);
    expect(own.map(({ step }) => step)).toEqual(["delete-replaced", "replace", "create-replacement"]);
    expect(machine.endedAt).toBe(own.at(-1)?.at);
    expect(machine.startedAt).toBeLessThan(own[0]?.at ?? 0);
  });

  test("each resource hangs below its component", () => {
    const machine = find(state, "artist-tomcat-1", "ecs/instance:Instance");
    expect(machine.parent).toBe(find(state, "artist-tomcat-1", "EcsHost").urn);
    expect(find(state, "artist").parent).toBe(STACK_URN);
  });

  test("the engine's counts are the counts, a replacement counted once", () => {
    expect(countsOf(state)).toEqual({ create: 4, update: 1, replace: 4, delete: 4, same: 98 });
    expect(changedOf(countsOf(state))).toBe(13);
  });

  test("of a replacement's steps the engine's counts may name all: still one replacement", () => {
    const summaryEvent = {
      maybeCorrupt: false,
      durationSeconds: 1,
      resourceChanges: {
        replace: 2,
        "create-replacement": 2,
        "delete-replaced": 1,
        "discard-replaced": 1,
        read: 1,
      },
    };
    const counts = countsOf(folded([{ sequence: 0, timestamp: 0, summaryEvent } as unknown as EngineEvent]));
    expect(counts).toEqual({ create: 1, update: 0, replace: 2, delete: 0, same: 0 });
  });

  test("the end is when the summary came", () => {
    const events = recorded("change");
    const index = events.findIndex((event) => event.summaryEvent !== undefined);
    expect(state.endedAt).toBe(1000 + index * 1000);
  });

  test("what the engine says to itself is not kept", () => {
    expect(JSON.stringify(recorded("change"))).toContain('"severity":"debug"');
    expect(state.diagnostics).toEqual([]);
  });
});

describe("a replacement whose new half came first", () => {
  const resource = { name: "entry" };
  const events = [
    stepEvent("begins", "create-replacement", resource),
    stepEvent("ends", "create-replacement", resource),
    stepEvent("begins", "replace", resource),
    stepEvent("ends", "replace", resource),
    stepEvent("begins", "delete-replaced", resource),
    stepEvent("ends", "delete-replaced", resource),
  ];

  test("is one replacement at every moment", () => {
    let state = emptyState(0);
    for (const [index, event] of events.entries()) {
      state = reduce(state, event, index);
      expect(state.resources.size).toBe(1);
      expect(find(state, "entry")).toMatchObject({
        change: "replace",
        phase: index % 2 === 0 ? "running" : "done",
      });
    }
    expect(find(state, "entry")).toMatchObject({ startedAt: 0, endedAt: 5 });
    expect(countsOf(state)).toMatchObject({ replace: 1, create: 0, delete: 0 });
  });

  test("runs again while its old half is deleted: the end of the first half is not its end", () => {
    expect(find(folded(events.slice(0, 5)), "entry")).not.toHaveProperty("endedAt");
  });
});

describe("a creation that the cloud refused", () => {
  const state = folded(recorded("failure"));

  test("failed, with the cloud's own words for that resource", () => {
    const failed = find(state, "network-nat-eip");
    expect(failed).toMatchObject({ change: "create", phase: "failed", step: "create" });
    const words = state.diagnostics.filter(({ urn }) => urn === failed.urn);
    expect(words).toEqual([
      expect.objectContaining({
        severity: "error",
        message: expect.stringContaining("Code: QuotaExceed.Eip\nMessage: The maximum number of EIPs"),
      }),
    ]);
  });

  test("a resource that failed stays failed, whatever comes after", () => {
    const urn = "network-nat-eip";
    const later = reduce(state, stepEvent("ends", "create", { name: urn }), 99_000);
    expect(find(later, urn, "").phase).toBe("failed");
    const again = folded(
      [
        stepEvent("begins", "create", { name: "x" }),
        stepEvent("fails", "create", { name: "x" }),
        stepEvent("ends", "create", { name: "x" }),
      ],
      {},
    );
    expect(find(again, "x").phase).toBe("failed");
    // Not among the finished.
    expect(countsOf(again).create).toBe(0);
  });
});

describe("policy", () => {
  const state = folded(recorded("policy"));

  test("each finding is there with its level, its resource and its text", () => {
    expect(state.policies).toHaveLength(2);
    expect(state.policies[0]).toMatchObject({
      policy: "allowed-sizes",
      pack: "hougu",
      level: "mandatory",
      urn: expect.stringMatching(/::artist-edge-cn-hangzhou-k-2$/),
      message: expect.stringMatching(/^Machines are of families .*\n.*ecs\.c6\.xlarge/),
    });
  });

  test("the same finding a second time is no second finding", () => {
    expect(folded(recorded("policy"), { from: state }).policies).toEqual(state.policies);
  });

  test.each([
    ["mandatory", "mandatory"],
    ["advisory", "advisory"],
    ["remediate", "advisory"],
  ])("%s counts as %s", (enforcementLevel, level) => {
    const [event] = recorded("policy").filter(({ policyEvent }) => policyEvent !== undefined);
    const changed = { ...event, policyEvent: { ...event?.policyEvent, enforcementLevel } } as EngineEvent;
    expect(folded([changed]).policies[0]?.level).toBe(level);
  });
});

test("what a rule has mended is kept by the names of the properties, without their values", () => {
  const policyRemediationEvent = {
    resourceUrn: "urn:pulumi:dev::hougu::alicloud:kvstore/instance:Instance::cache",
    color: "never",
    policyName: "cache-tls",
    policyPackName: "hougu",
    before: { password: "hidden", tags: { owner: "ops" } },
    after: { password: "hidden", sslEnable: "Enable", tags: { owner: "ops", environment: "dev" } },
  };
  const event = { sequence: 0, timestamp: 0, policyRemediationEvent } as unknown as EngineEvent;
  expect(folded([event, event]).policies).toEqual([
    {
      policy: "cache-tls",
      pack: "hougu",
      level: "advisory",
      urn: policyRemediationEvent.resourceUrn,
      message: "~ sslEnable, ~ tags",
      remediated: true,
    },
  ]);
});

describe("diagnostics", () => {
  const diagnosticEvent = (severity: string, message: string, more: object = {}): EngineEvent =>
    ({
      sequence: 0,
      timestamp: 0,
      diagnosticEvent: { severity, message, color: "never", ...more },
    }) as unknown as EngineEvent;

  test.each([
    ["error", "error"],
    ["warning", "warning"],
    ["info", "info"],
    ["info#err", "info"],
  ])("%s is kept as %s", (severity, kept) => {
    expect(folded([diagnosticEvent(severity, "text\n")]).diagnostics).toEqual([
      { severity: kept, message: "text" },
    ]);
  });

  test("what is empty, passing or the engine's own is not kept", () => {
    const events = [
      diagnosticEvent("info", " \n"),
      diagnosticEvent("info", "downloading 10%", { ephemeral: true }),
      diagnosticEvent("debug", "RegisterResource RPC finished: password=hunter2"),
    ];
    expect(folded(events).diagnostics).toEqual([]);
  });

  test("the engine's colours are taken out", () => {
    expect(plain("<{%fg 1%}>error<{%reset%}>: \u001b[31mno\u001b[0m 5 < 6")).toBe("error: no 5 < 6");
  });
});

test.each([
  ["create", "create"],
  ["import", "create"],
  ["read", "create"],
  ["update", "update"],
  ["replace", "replace"],
  ["create-replacement", "replace"],
  ["delete-replaced", "replace"],
  ["import-replacement", "replace"],
  ["read-replacement", "replace"],
  ["discard-replaced", "replace"],
  ["delete", "delete"],
  ["discard", "delete"],
  ["same", "same"],
  ["refresh", "same"],
  ["a word of tomorrow", "same"],
])("the engine's %s is a %s", (op, change) => {
  expect(changeOf(op)).toBe(change);
});

test("while it runs the counts are what is done so far", () => {
  const state = folded([
    stepEvent("begins", "create", { name: "a" }),
    stepEvent("ends", "create", { name: "a" }),
    stepEvent("begins", "create", { name: "b" }),
    stepEvent("ends", "same", { name: "c" }),
  ]);
  expect(countsOf(state)).toEqual({ create: 1, update: 0, replace: 0, delete: 0, same: 1 });
});

describe("laws", () => {
  const events = fc.array(
    fc.record({
      moment: fc.constantFrom("begins", "ends", "fails"),
      op: fc.constantFrom("create", "update", "delete", "same", "create-replacement", "delete-replaced"),
      name: fc.constantFrom("a", "b", "c"),
    }),
    { maxLength: 30 },
  );

  test("no event changes a state that somebody holds, and every resource is the one of its URN", () => {
    fc.assert(
      fc.property(events, (list) => {
        let state = emptyState(0);
        for (const [index, { moment, op, name }] of list.entries()) {
          const before = structuredClone(state);
          const next = reduce(state, stepEvent(moment as "begins", op, { name }), index);
          expect(state).toEqual(before);
          for (const [urn, resource] of next.resources) expect(resource.urn).toBe(urn);
          expect(next.resources.get(urnOf(name))?.startedAt).toBeLessThanOrEqual(index);
          state = next;
        }
      }),
    );
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { styleOf } from "../../../ops/cli/style.ts";
import { HEARTBEAT_MS, heartbeat, plainLines } from "../../../ops/progress/plain.ts";
import { emptyState } from "../../../ops/progress/update-state.ts";
import { viewOf } from "../../../ops/progress/view.ts";
import { fakeTerminal } from "../fake-process.ts";
import { folded, recorded, stepEvent } from "./events.ts";

const OPTIONS = { kind: "up", stack: "dev", sandbox: true, lang: "en" } as const;
const plain = styleOf(false);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const running = folded([stepEvent("begins", "create", { name: "entry" })], { start: 0 });
const done = folded([stepEvent("ends", "create", { name: "entry" })], { from: running, start: 2500 });

describe("plain lines, where nothing can be redrawn", () => {
  test("a line per finished resource, at most one write a second, and nothing twice", () => {
    const terminal = fakeTerminal();
    const view = viewOf(terminal, OPTIONS);
    view.show(running);
    vi.advanceTimersByTime(2000);
    expect(terminal.text()).toBe("Bringing up dev · sandbox\n");
    view.show(done);
    vi.advanceTimersByTime(999);
    expect(terminal.text()).not.toContain("entry");
    vi.advanceTimersByTime(1);
    expect(terminal.text()).toContain("✓ + create entry ecs.EipAddress 2.5s\n");
    vi.advanceTimersByTime(5000);
    view.close(done);
    expect(terminal.text().match(/entry/g)).toHaveLength(1);
  });

  test("what finished since the last write comes with the end", () => {
    const terminal = fakeTerminal();
    const view = viewOf(terminal, OPTIONS);
    view.show(running);
    view.close(done);
    expect(terminal.text()).toContain("entry");
    vi.advanceTimersByTime(60_000);
    expect(terminal.text().split("\n")).toHaveLength(3);
  });

  test("silence is broken by a heartbeat that says what it waits for", () => {
    vi.setSystemTime(0);
    const terminal = fakeTerminal();
    const view = viewOf(terminal, OPTIONS);
    view.show(running);
    vi.advanceTimersByTime(HEARTBEAT_MS - 1000);
    expect(terminal.text()).not.toContain("…");
    vi.advanceTimersByTime(1000);
    expect(terminal.text()).toContain("… 10s  0 done, 1 running: entry\n");
    vi.advanceTimersByTime(3 * HEARTBEAT_MS);
    expect(terminal.text().match(/…/g)).toHaveLength(4);
    view.close(done);
  });

  test("the heartbeat names three and counts the rest", () => {
    const many = folded(
      ["a", "b", "c", "d", "e"].map((name) => stepEvent("begins", "create", { name })),
      { start: 0 },
    );
    expect(heartbeat(many, 65_000, "zh")).toBe("… 1m 05s  0 已完成, 5 进行中: a, b, c +2");
  });

  test("a recorded update, all at once: unchanged resources and the engine's bookkeeping are silent", () => {
    const lines = plainLines(emptyState(0), folded(recorded("change"), { apart: 100 }), "en", plain);
    expect(lines).toMatchInlineSnapshot(`
      [
        "✓ ~ update network-nat-eip ecs.EipAddress 0.1s",
        "✓ + create network-artist-edge-ssh-from-10-9-0-0-24 ecs.SecurityGroupRule 0.1s",
        "✓ ± replace artist-tomcat-1 ecs.RamRoleAttachment 1.2s (create-replacement)",
        "✓ ± replace artist-tomcat-1 ecs.Instance 0.5s (create-replacement)",
        "✓ - delete network-artist-edge-ssh-from-10-8-0-0-24 ecs.SecurityGroupRule 0.1s",
      ]
    `);
  });

  test("each half of a replacement is a line; that it goes on is none", () => {
    const lines: string[] = [];
    let state = emptyState(0);
    for (const event of recorded("change").filter(({ cancelEvent }) => cancelEvent === undefined)) {
      const next = folded([event], { from: state });
      lines.push(...plainLines(state, next, "en", plain).filter((line) => line.includes("ecs.Instance")));
      state = next;
    }
    expect(lines.map((line) => /\(.*\)$/.exec(line)?.[0])).toEqual([
      "(delete-replaced)",
      "(create-replacement)",
    ]);
  });

  test("a failure is marked", () => {
    const lines = plainLines(emptyState(0), folded(recorded("failure")), "en", plain);
    expect(lines).toContainEqual(expect.stringMatching(/^✗ \+ create network-nat-eip /));
  });
});

describe("a live picture", () => {
  test("is drawn over itself, hides the cursor and gives it back", () => {
    const terminal = fakeTerminal({ live: true });
    const view = viewOf(terminal, OPTIONS);
    expect(terminal.text()).toBe("\u001b[?25l");
    view.show(running);
    vi.advanceTimersByTime(200);
    // Two lines were drawn: the next picture begins two lines up and clears what is below.
    expect(terminal.text()).toContain("\u001b[2A\r\u001b[J");
    view.close(done);
    expect(terminal.text().endsWith("\u001b[?25h")).toBe(true);
    const length = terminal.text().length;
    vi.advanceTimersByTime(1000);
    expect(terminal.text()).toHaveLength(length);
  });

  test("leaves no listener behind", () => {
    const before = process.listenerCount("exit");
    const view = viewOf(fakeTerminal({ live: true }), OPTIONS);
    expect(process.listenerCount("exit")).toBe(before + 1);
    view.close(done);
    expect(process.listenerCount("exit")).toBe(before);
  });
});

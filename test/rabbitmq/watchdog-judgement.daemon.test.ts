import { resolve } from "node:path";
import { expect, it } from "vitest";
import { MEMBER_CONFIG, rabbitmq } from "../../components/rabbitmq/rabbitmq.ts";
import { describeJudged } from "../guest/judges.ts";
import { must } from "../guest/run.ts";

const SCRIPT = resolve(import.meta.dirname, "../../components/rabbitmq/on-machine/rabbitmq-watchdog.py");
const NODES = [1, 2, 3].map((number) => ({
  name: `artist-rabbitmq-${number}`,
  address: `10.10.1.${number}`,
}));
const CONFIG = rabbitmq({
  name: "artist-rabbitmq-1",
  nodes: NODES,
  miniProgram: "artist",
  clusterName: "hougu-prod-artist",
  memoryGiB: 8,
}).files?.find(({ path }) => path === MEMBER_CONFIG)?.content as string;

type Doing = "running" | "booting" | "paused" | "stopped";
/** What is seen at a time in seconds: nodes that are up by their port mappers, and what the own Erlang machine says. */
interface Look {
  readonly at: number;
  readonly reachable: number;
  readonly answer?: {
    readonly doing: Doing;
    readonly failed: boolean;
    readonly connected: number;
    readonly process: number;
  };
}
const says = (doing: Doing, { failed = false, connected = 3, process = 7 } = {}) => ({
  doing,
  failed,
  connected,
  process,
});

/** State and action after each look; a string stands for a look at which the clients' port is open. */
async function judged(looks: readonly (Look | "serves")[]): Promise<[string, boolean][]> {
  const program = `
import importlib.machinery, importlib.util, json, sys
loader = importlib.machinery.SourceFileLoader("watchdog", sys.argv[1])
watchdog = importlib.util.module_from_spec(importlib.util.spec_from_loader("watchdog", loader))
loader.exec_module(watchdog)
judge = watchdog.Judge(json.loads(sys.argv[2]))
print(json.dumps([
    [judge.serves(), False] if look == "serves" else judge.see(look["reachable"], look.get("answer"), look["at"])
    for look in json.loads(sys.argv[3])
]))`;
  return JSON.parse(await must("python3", "-c", program, SCRIPT, CONFIG, JSON.stringify(looks)));
}
const pause: Look = { at: 1000, reachable: 1, answer: says("paused", { connected: 1 }) };

describeJudged("a broker's watchdog, with the times of production", { commands: ["python3"] }, () => {
  it("starts what a dead pause has left, once it has lasted", async () => {
    const looks = [0, 5, 25, 30].map((more) => ({ at: 1010 + more, reachable: 3, answer: says("stopped") }));
    expect(await judged([pause, ...looks])).toEqual([
      ["minority", false],
      ["stuck", false],
      ["stuck", false],
      ["stuck", false],
      ["stuck", true],
    ]);
  });

  it("starts what a failed start has left, whoever tried it", async () => {
    const answer = says("stopped", { failed: true, connected: 2 });
    expect((await judged([0, 30].map((at) => ({ at: 1000 + at, reachable: 2, answer })))).at(-1)).toEqual([
      "stuck",
      true,
    ]);
  });

  it("begins to count anew when the majority was away, or the broker was seen doing something", async () => {
    const stuck = (at: number): Look => ({ at, reachable: 2, answer: says("stopped", { connected: 2 }) });
    for (const between of [
      { at: 1029, reachable: 1 },
      { at: 1029, reachable: 2, answer: says("stopped", { connected: 1 }) },
      { at: 1029, reachable: 2, answer: says("booting") },
      { at: 1029, reachable: 2 },
    ]) {
      const states = await judged([pause, stuck(1001), between, stuck(1031)]);
      expect(states.at(-1)).toEqual(["stuck", false]);
    }
  });

  it.each<[string, readonly Look[], string]>([
    ["a minority, for an hour", [pause, { at: 4600, reachable: 1 }], "minority"],
    [
      "a minority by Erlang's own view, though machines answer",
      [0, 3600].map((at) => ({
        at: 1000 + at,
        reachable: 3,
        answer: says("stopped", { failed: true, connected: 1 }),
      })),
      "minority",
    ],
    [
      "a pause that waits for the last node",
      [0, 3600].map((at) => ({ at: 1000 + at, reachable: 2, answer: says("paused", { connected: 2 }) })),
      "paused",
    ],
    [
      "a broker that boots",
      [0, 3600].map((at) => ({ at: 1000 + at, reachable: 3, answer: says("booting") })),
      "booting",
    ],
    [
      "one that somebody has stopped",
      [0, 3600].map((at) => ({ at: 1000 + at, reachable: 3, answer: says("stopped") })),
      "stopped",
    ],
    [
      "one that somebody has stopped, in another Erlang machine than the one that was paused",
      [
        pause,
        ...[0, 3600].map((at) => ({ at: 1010 + at, reachable: 3, answer: says("stopped", { process: 8 }) })),
      ],
      "stopped",
    ],
    [
      "one in maintenance",
      [0, 3600].map((at) => ({ at: 1000 + at, reachable: 3, answer: says("running") })),
      "closed",
    ],
    ["a machine that doesn't answer", [0, 3600].map((at) => ({ at: 1000 + at, reachable: 3 })), "unanswered"],
  ])("leaves alone: %s", async (_, looks, state) => {
    expect((await judged(looks)).at(-1)).toEqual([state, false]);
  });

  it("forgets a pause when the broker has served again: the next stop is somebody's", async () => {
    const looks = [0, 3600].map((at) => ({ at: 2000 + at, reachable: 3, answer: says("stopped") }));
    expect((await judged([pause, "serves", ...looks])).at(-1)).toEqual(["stopped", false]);
  });

  it("ends a pause that hangs though every node is connected, after ten minutes", async () => {
    const look = (at: number): Look => ({ at, reachable: 3, answer: says("paused") });
    expect(await judged([look(1000), look(1599), look(1600)])).toEqual([
      ["paused", false],
      ["paused", false],
      ["paused", true],
    ]);
  });
});

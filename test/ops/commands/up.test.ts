import { existsSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { describe, expect, test, vi } from "vitest";
import type { Failure } from "../../../ops/cli/failure.ts";
import { upCommand } from "../../../ops/commands/up.ts";
import { lastRunOf } from "../../../ops/stack/last-run.ts";
import { openStack } from "../../../ops/stack/open-stack.ts";
import { reportFileOf } from "../../../ops/stack/target.ts";
import { type Behaviour, type Fake, type FakeOptions, fakeStack, writeLock } from "../fake-open-stack.ts";
import { recorded, STACK_URN, stepEvent } from "../progress/events.ts";
import { creating, EIP, object, resource, urnOf } from "../recovery/states.ts";
import { sealed } from "../state-of.ts";

vi.mock(import("../../../ops/stack/open-stack.ts"), async (original) => ({
  ...(await original()),
  openStack: vi.fn<typeof openStack>(),
}));

const OUTPUTS = {
  region: "cn-hangzhou",
  endpoints: { artist: { domain: "api.artist.example.com", addresses: ["192.0.2.1"] } },
  token: sealed("v1:hunter2"),
};
const root = { urn: STACK_URN, type: "pulumi:pulumi:Stack", custom: false, outputs: OUTPUTS };

/** An engine that makes one resource. */
const creates: Behaviour = (engine) => {
  engine.send(
    stepEvent("begins", "create", { name: "entry" }),
    stepEvent("ends", "create", { name: "entry" }),
  );
  engine.state = { version: 3, deployment: { resources: [root, resource("entry")] } };
};

/** An engine that gets as far as one creation, which the cloud refuses. */
const fails: Behaviour = (engine) => {
  engine.send(...recorded("failure"));
  throw new Error("code: 255\n stderr: error: update failed");
};

const breaksPolicy: Behaviour = (engine) => {
  engine.send(...recorded("policy"));
  throw new Error("code: 255");
};

async function up(
  options: FakeOptions,
): Promise<Fake & { result?: Record<string, unknown>; failure?: Failure; exitCode: number }> {
  const fake = fakeStack(options);
  vi.mocked(openStack).mockResolvedValue(fake.open);
  try {
    const { document, exitCode = 0 } = await upCommand.run(fake.context);
    return { ...fake, result: document as Record<string, unknown>, exitCode };
  } catch (error) {
    const failure = error as Failure;
    return { ...fake, failure, exitCode: failure.exitCode };
  }
}

describe("with --yes", () => {
  test("previews, asks nothing, and ends with endpoints, counts, policy, time and report", async () => {
    const { result, terminal, engine, open } = await up({ behaviours: { up: creates } });
    expect(engine.calls.filter((call) => !call.startsWith("stack "))).toEqual(["preview", "up"]);
    expect(terminal.questions).toEqual([]);
    expect(result).toMatchObject({
      stack: "dev",
      summary: { create: 1, update: 0, replace: 0, delete: 0, same: 0 },
      outputs: { region: "cn-hangzhou", token: "[secret]" },
      policy: { mandatory: [], advisory: [] },
      durationMs: expect.any(Number),
      report: reportFileOf(open.target),
    });
    expect(result).not.toHaveProperty("recovery");
    const text = terminal.text();
    for (const piece of [
      "https://api.artist.example.com",
      "192.0.2.1",
      "+1 create",
      "✓ passed",
      reportFileOf(open.target),
    ])
      expect(text).toContain(piece);
    expect(existsSync(reportFileOf(open.target))).toBe(true);
    expect(await lastRunOf(open.target)).toMatchObject({
      kind: "up",
      succeeded: true,
      counts: { create: 1 },
    });
  });

  test("runs under the policy pack, with the sandbox's own configuration and without secrets on show", async () => {
    const { options } = await up({ behaviours: { up: creates } });
    expect(options()).toMatchObject({ policyPacks: ["policy"], showSecrets: false, color: "never" });
  });

  test("no secret is in anything that it writes", async () => {
    const { result, terminal, open } = await up({ behaviours: { up: creates } });
    const written = [
      JSON.stringify(result),
      terminal.text(),
      readFileSync(reportFileOf(open.target), "utf8"),
    ];
    for (const text of written) expect(text).not.toMatch(/hunter2|4dabf18193072939515e22adb298388d/);
  });

  test("a second time: nothing is to do, and that is no failure", async () => {
    const { result, terminal, exitCode } = await up({
      deployment: { resources: [root, resource("entry")] },
      behaviours: { up: (engine) => engine.send(stepEvent("ends", "same", { name: "entry" })) },
    });
    expect(exitCode).toBe(0);
    expect(result).toMatchObject({ summary: { create: 0, same: 1 }, changes: [], steps: [] });
    expect(terminal.text()).toContain("1 unchanged");
  });
});

test("with --yes --skip-preview it starts at once", async () => {
  const { engine } = await up({
    behaviours: { up: creates },
    invocation: { flags: { "skip-preview": true } },
  });
  expect(engine.calls.filter((call) => !call.startsWith("stack "))).toEqual(["up"]);
});

describe("without --yes", () => {
  const preview: Behaviour = (engine) => engine.send(stepEvent("ends", "create", { name: "entry" }));
  const invocation = { yes: false };

  test("shows what would change, asks, and goes on at yes", async () => {
    const { terminal, engine, result } = await up({
      invocation,
      answers: ["yes"],
      behaviours: { preview, up: creates },
    });
    expect(terminal.questions).toEqual(["Change 1 resource of dev? Type yes to go on: "]);
    expect(terminal.text()).toMatch(/Planned changes {2}\+1 create\n {2}\+ create entry ecs\.EipAddress\n/);
    expect(engine.calls.filter((call) => !call.startsWith("stack "))).toEqual(["preview", "up"]);
    expect(result).toMatchObject({ summary: { create: 1 } });
  });

  test.each(["no", "y", "", "YES"])(
    "the answer %j is no consent: nothing is touched, the shell is told",
    async (answer) => {
      const { engine, result, exitCode, terminal } = await up({
        invocation,
        answers: [answer],
        behaviours: { preview, up: creates },
      });
      expect(engine.calls).not.toContain("up");
      expect(result).toEqual({ stack: "dev", declined: true });
      expect(exitCode).toBe(1);
      expect(terminal.text()).toContain("nothing was changed");
    },
  );

  test("asks nothing where nothing would change", async () => {
    const same: Behaviour = (engine) => engine.send(stepEvent("ends", "same", { name: "entry" }));
    const { terminal, engine } = await up({
      invocation,
      answers: [],
      behaviours: { preview: same, up: same },
    });
    expect(terminal.questions).toEqual([]);
    expect(engine.calls).toContain("up");
  });

  test("a policy stops it before the question", async () => {
    const { failure, terminal, engine, open, exitCode } = await up({
      invocation,
      answers: ["yes"],
      behaviours: { preview: breaksPolicy, up: creates },
    });
    expect(exitCode).toBe(3);
    expect(terminal.questions).toEqual([]);
    expect(engine.calls).not.toContain("up");
    expect(failure?.text.en).toBe("1 mandatory policy stopped the preview");
    expect(await lastRunOf(open.target)).toMatchObject({ kind: "preview", succeeded: false });
  });

  test.each([
    ["there is no terminal", { invocation }, "there is no terminal"],
    [
      "the output is for a program",
      { invocation: { yes: false, json: true }, answers: ["yes"] },
      "with --json",
    ],
  ] as const)("fails before anything where %s, and says what to write", async (_, options, text) => {
    vi.mocked(openStack).mockClear();
    const { failure, exitCode } = await up(options);
    expect(exitCode).toBe(2);
    expect(failure?.text.en).toContain(text);
    expect(failure?.details.hint.en).toBe("npx hougu up --stack dev --sandbox --yes");
    expect(openStack).not.toHaveBeenCalled();
  });
});

describe("a failure", () => {
  test("keeps what was done: the run, the report, the partial summary", async () => {
    const { failure, exitCode, open, terminal } = await up({ behaviours: { up: fails } });
    expect(exitCode).toBe(1);
    const document = failure?.toDocument("en") as unknown as Record<string, unknown>;
    expect(document).toMatchObject({
      stack: "dev",
      summary: { create: 8 },
      policy: { mandatory: [], advisory: [] },
      outputs: {},
      report: reportFileOf(open.target),
      error: {
        code: "operation",
        message: "1 resource failed",
        hint: expect.stringContaining("npx hougu up --stack dev --sandbox"),
        resources: [
          {
            name: "network-nat-eip",
            type: EIP,
            operation: "create",
            cloudCode: "QuotaExceed.Eip",
            message: expect.stringContaining("The maximum number of EIPs is exceeded."),
          },
        ],
      },
    });
    expect(await lastRunOf(open.target)).toMatchObject({
      kind: "up",
      succeeded: false,
      failures: [{ name: "network-nat-eip" }],
    });
    expect(readFileSync(reportFileOf(open.target), "utf8")).toContain("QuotaExceed.Eip");
    // Not all rules were asked: nobody may read that they passed.
    expect(terminal.text()).not.toContain("passed");
    expect(terminal.text()).toContain(reportFileOf(open.target));
  });

  test("what the engine says of everything else is left out", async () => {
    const { failure } = await up({ behaviours: { up: fails } });
    expect(failure?.details.problems).toEqual([]);
  });

  test("of the program: its message once, without other people's code", async () => {
    const message =
      "Running program failed:\nError: no zone\n    at zoneOf (/p/components/x.ts:1:2)\n    at run (/p/node_modules/y.js:1:2)\n    at process (node:internal/p:1:2)";
    const diagnosticEvent = { severity: "error", message, color: "never" };
    const twice = [1, 2].map((sequence) => ({ sequence, timestamp: 0, diagnosticEvent }) as never);
    const { failure } = await up({
      behaviours: {
        up: (engine) => {
          engine.send(...twice);
          throw new Error("code: 255");
        },
      },
    });
    expect(failure?.details.problems).toEqual([
      { en: message.split("\n").slice(0, 3).join("\n"), zh: message.split("\n").slice(0, 3).join("\n") },
    ]);
  });

  test("of which no event tells shows the engine's last words", async () => {
    const { failure } = await up({
      behaviours: {
        up: () => {
          throw new Error("code: 255\n stdout: \n stderr: error: passphrase must be set\n err?: exit 255");
        },
      },
    });
    expect(failure?.details.problems).toEqual([
      { en: "error: passphrase must be set", zh: "error: passphrase must be set" },
    ]);
  });

  test("of an engine that was killed says that, not what it was doing", async () => {
    const { failure } = await up({
      behaviours: {
        up: () => {
          throw new Error(
            "code: -2\n stdout: \n stderr: Command was killed with SIGKILL (Forced termination): pulumi up\nUpdating (dev):\n@ updating...",
          );
        },
      },
    });
    expect(failure?.text).toEqual({ en: "the engine was killed (SIGKILL)", zh: "引擎被强行终止（SIGKILL）" });
    expect(failure?.details.problems).toBeUndefined();
    expect(failure?.details.hint.en).toContain("npx hougu recover --stack dev --sandbox");
  });

  test("of an operation that somebody stopped is no riddle", async () => {
    const diagnosticEvent = { severity: "error", message: "context canceled\n", color: "never" };
    const { failure } = await up({
      behaviours: {
        up: (engine) => {
          engine.send({ sequence: 0, timestamp: 0, diagnosticEvent } as never);
          throw new Error("code: 255");
        },
      },
    });
    expect(failure?.text.en).toBe("the up was stopped before its end");
    expect(failure?.details.problems).toBeUndefined();
    expect(failure?.details.hint.en).toBe("to go on where it stopped: npx hougu up --stack dev --sandbox");
  });

  test("without an error of its own shows the end of the engine's text only", async () => {
    const progress = Array.from({ length: 50 }, (_, line) => `line ${line}`).join("\n");
    const { failure } = await up({
      behaviours: {
        up: () => {
          throw new Error(`code: 255\n stderr: ${progress}`);
        },
      },
    });
    expect(failure?.details.problems?.[0]?.en).toBe("line 45\nline 46\nline 47\nline 48\nline 49");
  });

  test("a policy's is exit code 3, with the rule, where, and what to do", async () => {
    const { failure, exitCode, terminal } = await up({ behaviours: { up: breaksPolicy }, tier: "prod" });
    expect(exitCode).toBe(3);
    expect(failure?.details.problems?.[0]?.en).toMatch(
      /^allowed-sizes · artist-edge-cn-hangzhou-k-2, artist-edge-cn-hangzhou-k-1\nMachines are of families/,
    );
    expect(failure?.details.hint.en).toContain("docs/policies.md");
    expect(failure?.toDocument("en")).toMatchObject({ policy: { mandatory: [{}, {}], advisory: [] } });
    expect(terminal.text()).toContain("✗ mandatory allowed-sizes");
  });

  test("that can't be recorded either is still told", async () => {
    const fake = fakeStack({
      behaviours: {
        up: (engine) => {
          // The engine's CLI is gone: the state can't be read for the report.
          rmSync(fake.open.engine.command.command);
          engine.send(...recorded("failure"));
          throw new Error("code: 255");
        },
      },
    });
    vi.mocked(openStack).mockResolvedValue(fake.open);
    await expect(upCommand.run(fake.context)).rejects.toThrow("1 resource failed");
    expect(fake.terminal.text()).toContain("the operation could not be recorded: ");
    expect(await lastRunOf(fake.open.target)).toMatchObject({ succeeded: false });
  });
});

describe("what a former run left", () => {
  const REFUSED =
    "error: the stack is currently locked by 1 lock(s).\n  file:///x.json: created by ops@build-7 (pid 4711) at 2026-03-01T08:00:00Z";

  test("is recovered by itself, before the update: what exists is adopted, what doesn't is forgotten", async () => {
    const { engine, result, terminal } = await up({
      deployment: {
        resources: [root],
        pending_operations: [creating("entry"), creating("exit")],
      },
      inventory: {
        settled: async () => {},
        list: async () => [object("eip-1", { addressName: "entry" })],
      },
      behaviours: {
        up: (fake) => {
          const { resources = [], pending_operations } = fake.state.deployment;
          expect(resources.map(({ urn, id }) => [urn, id])).toEqual([
            [STACK_URN, undefined],
            [urnOf("entry"), "eip-1"],
          ]);
          expect(pending_operations).toBeUndefined();
        },
      },
    });
    expect(engine.calls.filter((call) => call !== "stack export")).toEqual([
      "stack import",
      "refresh",
      "preview",
      "up",
    ]);
    expect(result).toMatchObject({
      recovery: { unlocked: false, adopted: ["entry"], cleared: ["exit"], refreshed: 0 },
    });
    expect(terminal.text()).toContain("Recovered: 1 adopted, 1 cleared, 0 settled by refresh.");
  });

  test("where nobody can ask the cloud, a person must look: nothing is touched", async () => {
    const { failure, engine } = await up({
      deployment: { resources: [root], pending_operations: [creating("entry")] },
    });
    expect(failure?.code).toBe("recovery");
    expect(failure?.details.problems?.[0]?.en).toContain("named 'entry'");
    expect(failure?.details.hint.en).toContain("npx hougu recover --stack dev --sandbox --clear-pending");
    expect(engine.calls).toEqual(["stack export"]);
  });

  test("a dead engine's lock is removed, and the update runs", async () => {
    const gone = `error: the stack is currently locked by 1 lock(s).\n  file:///x.json: created by ops@${hostname()} (pid 999999999) at 2026-03-01T08:00:00Z`;
    const fake = fakeStack({ behaviours: { up: creates } });
    fake.engine.lock(gone);
    vi.mocked(openStack).mockResolvedValue(fake.open);
    const { document } = await upCommand.run(fake.context);
    expect(document).toMatchObject({ summary: { create: 1 } });
    expect(fake.engine.calls.filter((call) => !call.startsWith("stack "))).toEqual([
      "preview",
      "up",
      "cancel",
      "up",
    ]);
    expect(fake.terminal.text()).toContain("Removed the lock of a dead engine (pid 999999999");
  });

  test("a living one's is left alone, and nothing is remembered of a run that wasn't", async () => {
    const fake = fakeStack({ behaviours: { up: creates } });
    fake.engine.lock(REFUSED);
    writeLock(fake.open, { pid: 4711, hostname: "build-7" });
    vi.mocked(openStack).mockResolvedValue(fake.open);
    await expect(upCommand.run(fake.context)).rejects.toMatchObject({ code: "locked" });
    expect(fake.engine.calls).not.toContain("cancel");
    expect(await lastRunOf(fake.open.target)).toBeUndefined();
  });
});

test("in Chinese", async () => {
  const { terminal } = await up({
    invocation: { yes: false, lang: "zh" },
    answers: ["yes"],
    behaviours: {
      preview: (engine) => engine.send(stepEvent("ends", "create", { name: "entry" })),
      up: creates,
    },
  });
  expect(terminal.questions).toEqual(["将变更 dev 的 1 项资源。 输入 yes 继续："]);
  for (const word of ["计划变更", "访问入口", "+1 新建", "✓ 通过", "报告"])
    expect(terminal.text()).toContain(word);
});

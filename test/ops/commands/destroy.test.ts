import { describe, expect, test, vi } from "vitest";
import type { Failure } from "../../../ops/cli/failure.ts";
import { destroyCommand } from "../../../ops/commands/destroy.ts";
import { refreshCommand } from "../../../ops/commands/refresh.ts";
import { lastRunOf } from "../../../ops/stack/last-run.ts";
import { openStack } from "../../../ops/stack/open-stack.ts";
import { protectedIn } from "../../../ops/stack/protection.ts";
import { type Behaviour, type FakeOptions, fakeStack } from "../fake-open-stack.ts";
import { STACK_URN, stepEvent } from "../progress/events.ts";
import { creating, resource, urnOf } from "../recovery/states.ts";

vi.mock(import("../../../ops/stack/open-stack.ts"), async (original) => ({
  ...(await original()),
  openStack: vi.fn<typeof openStack>(),
}));

const root = { urn: STACK_URN, type: "pulumi:pulumi:Stack", custom: false, outputs: {} };
const small = { resources: [root, resource("entry"), resource("exit")] };
const guarded = {
  resources: [
    root,
    resource("vpc", { protect: true }),
    resource("entry", { protect: true, inputs: { deletionProtection: true } }),
    resource("edge", { inputs: { deletionProtection: false }, outputs: { deletionProtection: true } }),
    resource("tomcat"),
  ],
};

const destroys: Behaviour = (engine) => {
  for (const { urn } of engine.state.deployment.resources ?? []) {
    const name = urn.split("::").at(-1) ?? "";
    if (urn !== STACK_URN) engine.send(stepEvent("ends", "delete", { name }));
  }
  engine.state = { version: 3, deployment: {} };
};

async function destroy(options: FakeOptions) {
  const fake = fakeStack({ behaviours: { destroy: destroys }, ...options });
  vi.mocked(openStack).mockResolvedValue(fake.open);
  const result = await destroyCommand.run(fake.context).then(
    ({ document, exitCode = 0 }) => ({ document: document as Record<string, unknown>, exitCode }),
    (failure: Failure) => ({ failure, exitCode: failure.exitCode }),
  );
  return { ...fake, failure: undefined, document: undefined, ...result };
}

describe("destroy", () => {
  test("takes everything away: afterwards the state is empty", async () => {
    const { document, engine, terminal, open } = await destroy({ deployment: small });
    expect(document).toMatchObject({ stack: "dev", summary: { delete: 2 }, outputs: {} });
    expect(engine.state.deployment.resources ?? []).toEqual([]);
    expect(terminal.text()).toContain("-2 delete");
    expect(await lastRunOf(open.target)).toMatchObject({ kind: "destroy", succeeded: true });
  });

  test("a second time there is nothing to do", async () => {
    const { document, engine, terminal, exitCode } = await destroy({ deployment: {} });
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ stack: "dev", summary: { delete: 0 }, policy: { mandatory: [] } });
    expect(engine.calls).toEqual(["stack export"]);
    expect(terminal.text()).toContain("nothing to destroy");
  });

  test("asks, says how much it is, and takes only yes for an answer", async () => {
    const asked = await destroy({ deployment: small, invocation: { yes: false }, answers: ["yes"] });
    expect(asked.terminal.questions).toEqual([
      "Delete all 2 resources of dev on the sandbox? Type yes to go on: ",
    ]);
    expect(asked.engine.calls).toContain("destroy");
    const refused = await destroy({ deployment: small, invocation: { yes: false }, answers: ["no"] });
    expect(refused.engine.calls).not.toContain("destroy");
    expect(refused.exitCode).toBe(1);
  });

  test("recovers first: what an interrupted run made would stay behind, unknown to any state", async () => {
    const { engine, document } = await destroy({
      deployment: { ...small, pending_operations: [creating("orphan")] },
      inventory: {
        settled: async () => {},
        list: async () => [{ id: "eip-9", properties: { addressName: "orphan" } }],
      },
    });
    expect(document).toMatchObject({ summary: { delete: 3 }, recovery: { adopted: ["orphan"] } });
    expect(engine.calls.indexOf("stack import")).toBeLessThan(engine.calls.indexOf("destroy"));
  });
});

describe("protected resources", () => {
  test("are those that the engine or the cloud refuses to delete", () => {
    expect(protectedIn({ version: 3, deployment: guarded })).toEqual([
      { urn: urnOf("vpc"), byEngine: true, byCloud: false },
      { urn: urnOf("entry"), byEngine: true, byCloud: true },
      { urn: urnOf("edge"), byEngine: false, byCloud: true },
    ]);
    expect(protectedIn({ version: 3, deployment: {} })).toEqual([]);
  });

  test("stop it before anything is touched: each is named, with the line that mends it", async () => {
    const { failure, engine, exitCode } = await destroy({ deployment: guarded, tier: "prod" });
    expect(exitCode).toBe(1);
    expect(failure?.code).toBe("protected");
    expect(failure?.text).toEqual({
      en: "3 resources are protected from deletion; nothing was touched",
      zh: "有 3 项资源受删除保护；没有改动任何资源",
    });
    expect(failure?.details.problems?.map(({ en }) => en)).toEqual([
      "vpc (ecs.EipAddress): engine",
      "entry (ecs.EipAddress): engine, cloud",
      "edge (ecs.EipAddress): cloud",
    ]);
    for (const lang of ["en", "zh"] as const) {
      expect(failure?.details.hint[lang]).toContain("npx hougu destroy --stack prod --sandbox --unprotect");
      expect(failure?.details.hint[lang]).toContain(`pulumi state unprotect '${urnOf("vpc")}' --stack prod`);
    }
    expect(engine.calls).toEqual(["stack export"]);
  });

  test("with --unprotect lose it first, the cloud's before the engine's, and are destroyed", async () => {
    const seen: unknown[] = [];
    const { document, engine } = await destroy({
      deployment: guarded,
      tier: "prod",
      invocation: { flags: { unprotect: true } },
      behaviours: {
        up: (_, { target, program, policyPacks }) => {
          seen.push({ target, program: typeof program, policyPacks });
        },
        destroy: destroys,
      },
    });
    // Only what the cloud guards, with a program of its own, and without the policies that demand the guard.
    expect(seen).toEqual([
      { target: [urnOf("entry"), urnOf("edge")], program: "function", policyPacks: undefined },
    ]);
    expect(engine.calls.filter((call) => call !== "stack export")).toEqual([
      "up with a program",
      "state unprotect",
      "destroy",
    ]);
    expect(document).toMatchObject({ stack: "prod", summary: { delete: 4 } });
  });

  test("the question says how many", async () => {
    const { terminal } = await destroy({
      deployment: guarded,
      invocation: { yes: false, flags: { unprotect: true } },
      answers: ["no"],
    });
    expect(terminal.questions[0]).toContain(
      "all 4 resources of dev on the sandbox, 3 of them protected until now?",
    );
  });

  test("are nobody's business where there are none", async () => {
    const { engine } = await destroy({ deployment: small, invocation: { flags: { unprotect: true } } });
    expect(engine.calls).not.toContain("state unprotect");
    expect(engine.calls).toContain("destroy");
  });
});

describe("refresh", () => {
  async function refresh(behaviour: Behaviour) {
    const fake = fakeStack({
      deployment: small,
      behaviours: { refresh: behaviour },
      invocation: { yes: false },
    });
    vi.mocked(openStack).mockResolvedValue(fake.open);
    const { document } = await refreshCommand.run(fake.context);
    return { ...fake, document };
  }

  test("shows what somebody changed or removed outside, and keeps it", async () => {
    const { terminal, document, open } = await refresh((engine) =>
      engine.send(
        stepEvent("begins", "refresh", { name: "entry" }),
        stepEvent("ends", "update", { name: "entry" }),
        stepEvent("ends", "delete", { name: "exit" }),
      ),
    );
    expect(terminal.text()).toMatch(
      /Drift\n {2}~ update entry ecs\.EipAddress\n {2}- delete exit ecs\.EipAddress\n/,
    );
    expect(document).toMatchObject({ stack: "dev", summary: { update: 1, delete: 1 } });
    expect(await lastRunOf(open.target)).toMatchObject({ kind: "refresh", succeeded: true });
    // No rule was asked.
    expect(terminal.text()).not.toContain("Policy");
  });

  test("says so when there is none", async () => {
    const { terminal } = await refresh((engine) => engine.send(stepEvent("ends", "same", { name: "entry" })));
    expect(terminal.text()).toMatch(/Drift\n {2}none\n/);
  });
});

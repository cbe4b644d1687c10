import { existsSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { previewCommand } from "../../../ops/commands/preview.ts";
import { lastRunOf } from "../../../ops/stack/last-run.ts";
import { openStack } from "../../../ops/stack/open-stack.ts";
import { reportFileOf } from "../../../ops/stack/target.ts";
import { type FakeOptions, fakeStack } from "../fake-open-stack.ts";
import { recorded, STACK_URN, stepEvent } from "../progress/events.ts";
import { creating, resource } from "../recovery/states.ts";

vi.mock(import("../../../ops/stack/open-stack.ts"), async (original) => ({
  ...(await original()),
  openStack: vi.fn<typeof openStack>(),
}));

const root = {
  urn: STACK_URN,
  type: "pulumi:pulumi:Stack",
  custom: false,
  outputs: { region: "cn-hangzhou" },
};
const before = { resources: [root, resource("entry")] };

function opened(options: FakeOptions) {
  const fake = fakeStack({ deployment: before, ...options });
  vi.mocked(openStack).mockResolvedValue(fake.open);
  return fake;
}

describe("preview", () => {
  test("shows what would change and what the policies say, and asks nobody", async () => {
    const fake = opened({
      invocation: { yes: false },
      behaviours: { preview: (engine) => engine.send(stepEvent("ends", "create", { name: "exit" })) },
    });
    const { document, exitCode } = await previewCommand.run(fake.context);
    expect(exitCode ?? 0).toBe(0);
    expect(document).toMatchObject({
      stack: "dev",
      summary: { create: 1, update: 0, replace: 0, delete: 0, same: 0 },
      outputs: { region: "cn-hangzhou" },
      policy: { mandatory: [], advisory: [] },
      durationMs: expect.any(Number),
      changes: [{ name: "exit", change: "create" }],
    });
    expect(fake.terminal.text()).toMatch(/Planned changes {2}\+1 create\n {2}\+ create exit/);
    expect(fake.terminal.text()).toContain("✓ passed");
  });

  test("says so when nothing would change", async () => {
    const fake = opened({ behaviours: { preview: () => {} } });
    await previewCommand.run(fake.context);
    expect(fake.terminal.text()).toMatch(/Planned changes {2}none\n/);
  });

  test("writes nothing: no state, no run, no report", async () => {
    const fake = opened({ behaviours: { preview: () => {} } });
    await previewCommand.run(fake.context);
    expect(fake.engine.calls).toEqual(["stack export", "preview"]);
    expect(await lastRunOf(fake.open.target)).toBeUndefined();
    expect(existsSync(reportFileOf(fake.open.target))).toBe(false);
  });

  test("exits with 3 when a mandatory policy would stop the update; the document says which", async () => {
    const fake = opened({
      behaviours: {
        preview: (engine) => {
          engine.send(...recorded("policy"));
          throw new Error("code: 255");
        },
      },
    });
    const failure = await previewCommand.run(fake.context).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "policy", exitCode: 3 });
    expect((failure as import("../../../ops/cli/failure.ts").Failure).toDocument("en")).toMatchObject({
      stack: "dev",
      summary: { create: 161 },
      outputs: { region: "cn-hangzhou" },
      policy: { mandatory: [{ policy: "allowed-sizes" }, { policy: "allowed-sizes" }], advisory: [] },
      error: { code: "policy" },
    });
  });

  test("an interrupted run's rest is told, and left for the next up", async () => {
    const fake = opened({
      deployment: { ...before, pending_operations: [creating("exit")] },
      behaviours: { preview: () => {} },
    });
    await previewCommand.run(fake.context);
    expect(fake.terminal.text()).toContain("1 pending; the next up recovers by itself");
    expect(fake.engine.calls).toEqual(["stack export", "preview"]);
  });
});

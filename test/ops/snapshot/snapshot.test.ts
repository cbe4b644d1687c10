import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { snapshotCommand } from "../../../ops/commands/snapshot.ts";
import { readSnapshot } from "../../../ops/snapshot/file.ts";
import { openStack } from "../../../ops/stack/open-stack.ts";
import { fakeStack } from "../fake-open-stack.ts";
import { resource } from "../recovery/states.ts";

vi.mock(import("../../../ops/stack/open-stack.ts"), async (original) => ({
  ...(await original()),
  openStack: vi.fn<typeof openStack>(),
}));

function opened(flags: Record<string, string>, env: Record<string, string> = {}) {
  const fake = fakeStack({ deployment: { resources: [resource("entry")] } });
  vi.mocked(openStack).mockResolvedValue(fake.open);
  const out = path.join(fake.open.target.projectRoot, "out", "snapshot.json");
  const context = {
    ...fake.context,
    env,
    invocation: { ...fake.context.invocation, flags: { out, ...flags } },
  };
  return { fake, out, context };
}

const KEY = "ab".repeat(32);

describe("snapshot", () => {
  test("writes the state, and makes a key that nobody else reads where none is given", async () => {
    const { context, out } = opened({});
    expect((await snapshotCommand.run(context)).document).toMatchObject({ stack: "dev", resources: 1 });
    expect((await readSnapshot(out, "dev")).deployment.resources).toHaveLength(1);
    const file = path.join(context.home, "snapshot-key");
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(out, "utf8")).not.toContain(readFileSync(file, "utf8").trim());
  });

  test("refuses a key that is none, without telling it", async () => {
    const { context } = opened({}, { HOUGU_SNAPSHOT_KEY: "hunter2" });
    const error = await snapshotCommand.run(context).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "usage" });
    expect(String(error)).not.toContain("hunter2");
  });

  test("compares with an earlier one of the same key only", async () => {
    const first = opened({}, { HOUGU_SNAPSHOT_KEY: KEY });
    await snapshotCommand.run(first.context);
    const same = opened({ previous: first.out }, { HOUGU_SNAPSHOT_KEY: KEY });
    expect((await snapshotCommand.run(same.context)).document).toMatchObject({ changedSecrets: [] });
    const other = opened({ previous: first.out }, { HOUGU_SNAPSHOT_KEY: "cd".repeat(32) });
    await expect(snapshotCommand.run(other.context)).rejects.toMatchObject({
      code: "usage",
      text: { en: expect.stringContaining("made with another key") },
    });
  });

  test.each([
    ["is not there", undefined, "can't be read"],
    ["is no JSON", "{", "can't be read"],
    ["is something else", "{}", "is no snapshot of hougu"],
    ["is nothing", "null", "is no snapshot of hougu"],
    [
      "is another stack's",
      JSON.stringify({ format: "hougu-snapshot/1", stack: "prod", deployment: { resources: [] } }),
      "is a snapshot of 'prod'",
    ],
  ])("a file that %s is refused", async (_, content, text) => {
    const { fake } = opened({});
    const file = path.join(fake.open.target.projectRoot, "given.json");
    if (content !== undefined) writeFileSync(file, content);
    await expect(readSnapshot(file, "dev")).rejects.toMatchObject({
      code: "usage",
      text: { en: expect.stringContaining(text) },
    });
  });
});

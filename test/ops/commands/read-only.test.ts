import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { describe, expect, test, vi } from "vitest";
import type { Command } from "../../../ops/commands/command.ts";
import { outputsCommand } from "../../../ops/commands/outputs.ts";
import { recoverCommand } from "../../../ops/commands/recover.ts";
import { reportCommand } from "../../../ops/commands/report.ts";
import { statusCommand } from "../../../ops/commands/status.ts";
import { emptyState } from "../../../ops/progress/update-state.ts";
import { rememberRun } from "../../../ops/stack/last-run.ts";
import { openStack } from "../../../ops/stack/open-stack.ts";
import { type Fake, type FakeOptions, fakeStack, writeLock } from "../fake-open-stack.ts";
import { STACK_URN } from "../progress/events.ts";
import { creating, resource } from "../recovery/states.ts";
import { sealed } from "../state-of.ts";

vi.mock(import("../../../ops/stack/open-stack.ts"), async (original) => ({
  ...(await original()),
  openStack: vi.fn<typeof openStack>(),
}));

const root = {
  urn: STACK_URN,
  type: "pulumi:pulumi:Stack",
  custom: false,
  outputs: {
    region: "cn-hangzhou",
    endpoints: { artist: { domain: "api.artist.example.com", addresses: ["192.0.2.1"] } },
    token: sealed("v1:hunter2"),
    nested: { list: [{ key: sealed("v1:hunter2"), plain: 1 }] },
  },
};
const deployment = { resources: [root, resource("entry")] };

async function run(command: Command, options: FakeOptions | Fake) {
  const fake = "engine" in options ? options : fakeStack({ deployment, ...options });
  vi.mocked(openStack).mockResolvedValue(fake.open);
  const { document } = await command.run(fake.context);
  return { ...fake, document: document as Record<string, unknown>, text: fake.terminal.text() };
}

describe("outputs", () => {
  test("all of them, secrets masked at whatever depth", async () => {
    const { document, text } = await run(outputsCommand, {});
    expect(document).toEqual({
      stack: "dev",
      outputs: {
        region: "cn-hangzhou",
        endpoints: { artist: { domain: "api.artist.example.com", addresses: ["192.0.2.1"] } },
        token: "[secret]",
        nested: { list: [{ key: "[secret]", plain: 1 }] },
      },
    });
    expect(text).toMatch(/^region {5}cn-hangzhou$/m);
    expect(text).toMatch(/^token {6}\[secret\]$/m);
    expect(text).not.toContain("hunter2");
  });

  test("one by its name: a text as it is, everything else as JSON", async () => {
    const region = await run(outputsCommand, { invocation: { operands: ["region"] } });
    expect(region.text).toBe("cn-hangzhou\n");
    expect(region.document).toEqual({ stack: "dev", name: "region", value: "cn-hangzhou" });
    const endpoints = await run(outputsCommand, { invocation: { operands: ["endpoints"] } });
    expect(JSON.parse(endpoints.text)).toEqual(root.outputs.endpoints);
  });

  test.each([
    ["regoin", "did you mean: region"],
    ["zzzzzz", "npx hougu outputs --stack dev --sandbox lists them"],
    ["toString", "npx hougu outputs --stack dev --sandbox lists them"],
  ])("the name %s is unknown", async (name, hint) => {
    await expect(run(outputsCommand, { invocation: { operands: [name] } })).rejects.toMatchObject({
      exitCode: 2,
      text: { en: `there is no output '${name}'` },
      details: { hint: { en: hint } },
    });
  });

  test("none where nothing exists", async () => {
    const { document, text } = await run(outputsCommand, { deployment: {} });
    expect(document).toEqual({ stack: "dev", outputs: {} });
    expect(text).toContain("the environment is down");
  });
});

describe("status", () => {
  test("of an environment that is up", async () => {
    const fake = fakeStack({ deployment });
    await rememberRun(fake.open.target, "up", {
      ...emptyState(Date.UTC(2026, 2, 1)),
      endedAt: Date.UTC(2026, 2, 1) + 6500,
    });
    const { document, text, engine } = await run(statusCommand, fake);
    expect(document).toMatchObject({
      stack: "dev",
      sandbox: true,
      resources: 1,
      machines: { existing: 0, planned: 11 },
      endpoints: [{ name: "artist", domain: "api.artist.example.com", addresses: ["192.0.2.1"] }],
      lastRun: { kind: "up", succeeded: true, durationMs: 6500 },
      pending: [],
      locks: [],
    });
    expect(text).toContain("0 / 11");
    expect(text).toContain("up  succeeded  2026-03-01 00:00:00 UTC  6.5s");
    expect(engine.calls).toEqual(["stack export"]);
  });

  test("of one that was interrupted by a crash", async () => {
    const fake = fakeStack({ deployment: { ...deployment, pending_operations: [creating("exit")] } });
    writeLock(fake.open, { pid: 999_999_999, hostname: hostname() });
    const { document, text } = await run(statusCommand, fake);
    expect(document).toMatchObject({
      lastRun: null,
      pending: [{ operation: "creating", name: "exit", type: "ecs.EipAddress" }],
      locks: [{ user: "ops", pid: 999_999_999, dead: true }],
    });
    expect(text).toMatch(/Pending +creating exit ecs\.EipAddress/);
    expect(text).toMatch(/Lock +ops@.*dead; the next up/);
    expect(text).toContain("none on this machine");
  });

  test("of one that somebody works on", async () => {
    const fake = fakeStack({ deployment });
    writeLock(fake.open, { pid: 1, hostname: "elsewhere" });
    const { document, text } = await run(statusCommand, fake);
    expect(document).toMatchObject({ locks: [{ host: "elsewhere", dead: false }] });
    expect(text).not.toContain("dead");
  });

  test("of nothing, in Chinese", async () => {
    const { text, document } = await run(statusCommand, { deployment: {}, invocation: { lang: "zh" } });
    expect(document).toMatchObject({ resources: 0, endpoints: [] });
    for (const word of ["主机", "0 / 11", "最近操作", "本机尚无记录", "未完成"]) expect(text).toContain(word);
  });
});

test("report writes the page again and prints its path", async () => {
  const { document, text } = await run(reportCommand, {});
  const file = text.trim();
  expect(document).toEqual({ stack: "dev", report: file });
  expect(readFileSync(file, "utf8")).toContain("<!doctype html>");
});

describe("recover", () => {
  test("has nothing to do where nothing is left", async () => {
    const { document, text, engine } = await run(recoverCommand, {});
    expect(document).toEqual({ stack: "dev", unlocked: false, adopted: [], cleared: [], refreshed: 0 });
    expect(text).toContain("nothing to recover");
    expect(engine.calls).toEqual(["stack export"]);
  });

  test("removes a dead engine's lock though no operation is open", async () => {
    const fake = fakeStack({ deployment });
    writeLock(fake.open, { pid: 999_999_999, hostname: hostname() });
    const { document, text, engine } = await run(recoverCommand, fake);
    expect(document).toMatchObject({ unlocked: true });
    expect(engine.calls).toContain("cancel");
    expect(text).toContain("Removed the lock");
    expect(text).not.toContain("nothing to recover");
  });

  test("leaves a living engine alone", async () => {
    const fake = fakeStack({ deployment: { ...deployment, pending_operations: [creating("exit")] } });
    writeLock(fake.open, { pid: 1, hostname: "elsewhere" });
    await expect(run(recoverCommand, fake)).rejects.toMatchObject({ code: "locked" });
    expect(fake.engine.calls).toEqual([]);
  });

  test("with --clear-pending forgets creations of which nobody can tell, and names them", async () => {
    const { document, text, engine } = await run(recoverCommand, {
      deployment: {
        ...deployment,
        pending_operations: [creating("exit"), { type: "updating", resource: resource("entry") }],
      },
      invocation: { flags: { "clear-pending": true } },
    });
    expect(document).toEqual({ stack: "dev", unlocked: false, adopted: [], cleared: ["exit"], refreshed: 1 });
    expect(text).toContain("exit");
    // The update that was open waits in the state for the refresh, which settles it.
    expect(engine.state.deployment.pending_operations?.map(({ type }) => type)).toEqual(["updating"]);
    expect(engine.calls).toContain("refresh");
  });

  test("asks a person where one is there", async () => {
    const options = { deployment: { ...deployment, pending_operations: [creating("exit")] } };
    const agreed = await run(recoverCommand, { ...options, answers: ["yes"], invocation: { yes: false } });
    expect(agreed.document).toMatchObject({ cleared: ["exit"] });
    await expect(
      run(recoverCommand, { ...options, answers: ["no"], invocation: { yes: false } }),
    ).rejects.toMatchObject({ code: "recovery" });
  });

  test("doesn't overwrite a state that somebody changed meanwhile", async () => {
    const fake = fakeStack({
      deployment: { ...deployment, pending_operations: [creating("exit")] },
      inventory: {
        settled: async () => {
          fake.engine.state = { version: 3, deployment: { resources: [root] } };
        },
        list: async () => [],
      },
    });
    await expect(run(recoverCommand, fake)).rejects.toMatchObject({ code: "locked" });
    expect(fake.engine.calls).not.toContain("stack import");
  });
});

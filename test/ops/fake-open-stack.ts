import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { onTestFinished } from "vitest";
import type { CommandContext, Invocation } from "../../ops/commands/command.ts";
import type { Inventory } from "../../ops/recovery/inventory.ts";
import type { Deployment, ExportedStack } from "../../ops/stack/deployment.ts";
import type { OpenStack } from "../../ops/stack/open-stack.ts";
import { environmentOf } from "../program/recorded.ts";
import { type FakeTerminal, fakeTerminal } from "./fake-process.ts";
import { removed } from "./temporary.ts";

/** The Automation API's methods that the commands call. */
type OperationName = "up" | "preview" | "refresh" | "previewRefresh" | "destroy";

/** What an operation of the engine does in a test: sends events, changes the state, ends or throws. */
export type Behaviour = (engine: FakeEngine, options: Record<string, unknown>) => void | Promise<void>;

export interface FakeEngine {
  /** The state on the backend. */
  state: ExportedStack;
  send(...events: readonly EngineEvent[]): void;
  /** Every call, of the Automation API (`up`) and of the CLI (`stack export ...`), in order. */
  readonly calls: readonly string[];
  /** From now on the engine refuses with this text, until somebody cancels. */
  lock(refusal: string): void;
}

export interface Fake {
  readonly open: OpenStack;
  readonly context: CommandContext;
  readonly terminal: FakeTerminal;
  readonly engine: FakeEngine;
  /** Options of the last operation. */
  readonly options: () => Record<string, unknown>;
}

export interface FakeOptions {
  readonly deployment?: Deployment;
  readonly invocation?: Partial<Invocation>;
  /** Answers of a person; absent when nobody is there. */
  readonly answers?: readonly string[];
  readonly inventory?: Inventory;
  readonly tier?: "dev" | "prod";
  readonly behaviours?: Partial<Record<OperationName, Behaviour>>;
}

/**
 * An opened stack without an engine: the CLI is a shell script on a state file, the Automation API runs what a test
 * says. Everything between the command and these two is the real thing.
 */
export function fakeStack({
  deployment = { resources: [] },
  invocation = {},
  answers,
  inventory,
  tier = "dev",
  behaviours = {},
}: FakeOptions = {}): Fake {
  const folder = mkdtempSync(path.join(tmpdir(), "hougu-ops-"));
  onTestFinished(() => removed(folder));
  const stateFile = path.join(folder, "state.json");
  const lockFile = path.join(folder, "lock");
  const callsFile = path.join(folder, "calls");
  const apiCalls: string[] = [];
  const program = writeCli(folder);
  let onEvent: (event: EngineEvent) => void = () => {};
  let last: Record<string, unknown> = {};
  const engine: FakeEngine = {
    get state() {
      return JSON.parse(readFileSync(stateFile, "utf8")) as ExportedStack;
    },
    set state(state) {
      writeFileSync(stateFile, JSON.stringify(state));
    },
    send: (...events) => {
      for (const event of events) onEvent(event);
    },
    get calls() {
      return readFileSync(callsFile, "utf8").trim().split("\n").filter(Boolean);
    },
    lock: (refusal) => writeFileSync(lockFile, refusal),
  };
  writeFileSync(callsFile, "");
  engine.state = { version: 3, deployment };
  const operation = (kind: OperationName) => async (options: Record<string, unknown>) => {
    writeFileSync(callsFile, `${kind}${options.program ? " with a program" : ""}\n`, { flag: "a" });
    apiCalls.push(kind);
    last = options;
    onEvent = options.onEvent as typeof onEvent;
    if (!kind.startsWith("preview") && existsSync(lockFile))
      throw new Error(`code: 255\n stderr: ${readFileSync(lockFile, "utf8")}`);
    await behaviours[kind]?.(engine, options);
  };
  const invoked: Invocation = {
    stack: tier,
    sandbox: true,
    yes: true,
    json: false,
    lang: "en",
    flags: {},
    operands: [],
    ...invocation,
  };
  const terminal = fakeTerminal(answers ? { answers } : {});
  const open = {
    target: {
      stack: invoked.stack,
      name: invoked.stack,
      sandbox: invoked.sandbox,
      projectRoot: folder,
      home: path.join(folder, "home"),
      configDir: folder,
      ownConfigDir: false,
    },
    environment: environmentOf(tier),
    engine: { command: { command: program }, version: "v3.259.0", env: {} },
    stack: {
      up: operation("up"),
      preview: operation("preview"),
      refresh: operation("refresh"),
      previewRefresh: operation("previewRefresh"),
      destroy: operation("destroy"),
      cancel: async () => {
        writeFileSync(callsFile, "cancel\n", { flag: "a" });
        if (existsSync(lockFile)) await removed(lockFile);
        await removed(path.join(folder, "backend", ".pulumi", "locks"));
      },
      workspace: { projectSettings: async () => ({ name: "hougu" }) },
    },
    env: { PULUMI_BACKEND_URL: `file://${path.join(folder, "backend")}`, FAKE: folder },
    ...(inventory && { inventory }),
  } as unknown as OpenStack;
  const context: CommandContext = {
    invocation: invoked,
    terminal,
    env: {},
    projectRoot: folder,
    home: open.target.home,
  };
  return { open, context, terminal, engine, options: () => last };
}

/** A lock as the engine's file backend writes it. */
export function writeLock(open: OpenStack, holder: { pid: number; hostname: string }): void {
  const backend = open.env.PULUMI_BACKEND_URL?.slice("file://".length) ?? "";
  const folder = path.join(backend, ".pulumi", "locks", "organization", "hougu", open.target.name);
  mkdirSync(folder, { recursive: true });
  const content = { ...holder, username: "ops", timestamp: "2026-03-01T08:00:00+08:00" };
  writeFileSync(path.join(folder, "0a1b.json"), JSON.stringify(content));
}

/** What the engine's CLI is asked for: the state out, the state in, the marks of protection off. */
function writeCli(folder: string): string {
  const file = path.join(folder, "pulumi");
  writeFileSync(
    file,
    `#!/bin/sh
echo "$1 $2" >> "$FAKE/calls"
case "$1 $2" in
  "stack export") cat "$FAKE/state.json" ;;
  "stack import")
    if [ -f "$FAKE/lock" ]; then cat "$FAKE/lock" >&2; exit 255; fi
    cat > "$FAKE/state.json" ;;
  "state unprotect")
    sed 's/"protect":true/"protect":false/g' "$FAKE/state.json" > "$FAKE/new" && mv "$FAKE/new" "$FAKE/state.json" ;;
  *) echo "no such command: $*" >&2; exit 1 ;;
esac
`,
  );
  chmodSync(file, 0o755);
  return file;
}

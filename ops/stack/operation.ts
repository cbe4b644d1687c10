import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import type { Lang, Localized } from "../../components/locale/localized.ts";
import { type FailedResource, Failure } from "../cli/failure.ts";
import type { Terminal } from "../cli/terminal.ts";
import { type FindingGroup, groupFindings } from "../progress/findings.ts";
import { reduce } from "../progress/reducer.ts";
import { emptyState, type UpdateState } from "../progress/update-state.ts";
import { viewOf } from "../progress/view.ts";
import type { OperationKind } from "../progress/words.ts";
import { isLocked, lockedFailure } from "../recovery/lock.ts";
import { cloudCodeOf } from "./cloud-code.ts";
import { documentOf } from "./document.ts";
import { type OpenStack, stderrOf } from "./open-stack.ts";
import { lineFor, type Target } from "./target.ts";

/** The pack that every preview and update runs under; relative to the project, as on the official CLI's command line. */
const POLICY_PACKS = ["policy"];

export interface OperationOptions {
  readonly terminal: Terminal;
  readonly lang: Lang;
  /** Resources to expect, for the bar. */
  readonly expected?: number;
  /** For `unprotect`, which touches a part of the stack with a program of its own. */
  readonly part?: Part;
}

export interface Part {
  /** URNs. */
  readonly targets: readonly string[];
  readonly program: () => Promise<Record<string, unknown>>;
}

/**
 * Runs the engine and shows what it does.
 * @returns the last state of a successful operation
 * @throws Failure `policy`, `locked` or `operation`, with the state in `details.cause` as {@link OperationStopped}
 */
export async function runOperation(
  open: OpenStack,
  kind: OperationKind,
  { terminal, lang, expected, part }: OperationOptions,
): Promise<UpdateState> {
  let state = emptyState(Date.now());
  const view = viewOf(terminal, {
    kind,
    stack: open.target.stack,
    sandbox: open.target.sandbox,
    lang,
    ...(expected !== undefined && { expected }),
  });
  const onEvent = (event: EngineEvent) => {
    state = reduce(state, event, Date.now());
    view.show(state);
  };
  const cancellation = cancelOnSignals(terminal, lang);
  try {
    await start(open, kind, part, onEvent, cancellation.signal);
    state = { ...state, endedAt: state.endedAt ?? Date.now() };
    return state;
  } catch (error) {
    state = { ...state, endedAt: state.endedAt ?? Date.now() };
    throw explain(error, state, kind, open.target);
  } finally {
    cancellation.dispose();
    view.close(state);
  }
}

function start(
  { stack, configFile }: OpenStack,
  kind: OperationKind,
  part: Part | undefined,
  onEvent: (event: EngineEvent) => void,
  signal: AbortSignal,
): Promise<unknown> {
  const common = { onEvent, signal, color: "never" as const, ...(configFile && { configFile }) };
  switch (kind) {
    case "up":
      // With secrets shown the history would be decrypted with the project's own file, which the sandbox must not touch.
      return stack.up({ ...common, policyPacks: POLICY_PACKS, showSecrets: false });
    case "preview":
      return stack.preview({ ...common, policyPacks: POLICY_PACKS });
    case "refresh":
      return stack.refresh({ ...common, showSecrets: false });
    case "unprotect":
      if (part === undefined) throw new Error("unprotect needs its targets");
      // No policies: they demand the very protection that is to go.
      return stack.up({ ...common, program: part.program, target: [...part.targets], showSecrets: false });
    case "destroy":
      return stack.destroy({ ...common, showSecrets: false });
  }
}

/** An operation that the engine ended with an error, and how far it got. */
export class OperationStopped extends Error {
  readonly state: UpdateState;

  constructor(message: string, state: UpdateState) {
    super(message);
    this.name = "OperationStopped";
    this.state = state;
  }
}

/** The engine's failure as one that names the rule, the holder or the resources. */
export function explain(error: unknown, state: UpdateState, kind: OperationKind, target: Target): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const cause = new OperationStopped(message, state);
  const document = { stack: target.stack, ...documentOf(state) };
  const mandatory = state.policies.filter((finding) => finding.level === "mandatory");
  const rules = new Set(mandatory.map(({ policy }) => policy)).size;
  if (mandatory.length > 0) {
    return new Failure(
      "policy",
      {
        en: `${rules} mandatory polic${rules === 1 ? "y" : "ies"} stopped the ${kind}`,
        zh: `${rules} 条强制策略阻止了本次操作`,
      },
      {
        problems: groupFindings(mandatory).map(describeGroup),
        hint: {
          en: `docs/policies.md says of each rule why, and what to change; then: ${lineFor(target, "preview")}`,
          zh: `docs/policies.md 说明了每条规则的原因与修改方法；修改后运行：${lineFor(target, "preview")}`,
        },
        document,
        cause,
      },
    );
  }
  if (isLocked(message)) return lockedFailure(message, target);
  const resources = failedResources(state);
  const general = state.diagnostics
    .filter(
      ({ severity, urn }) => severity === "error" && !resources.some((resource) => resource.urn === urn),
    )
    .map(({ message: text }) => withoutForeignFrames(text))
    .filter((text) => resources.length === 0 || !CONSEQUENCE.test(text));
  // The engine's last words, where no event carried any.
  const problems =
    resources.length === 0 && general.length === 0 ? [stderrOf(message)] : [...new Set(general)];
  return new Failure(
    "operation",
    resources.length > 0
      ? {
          en: `${resources.length} resource${resources.length === 1 ? "" : "s"} failed`,
          zh: `${resources.length} 项资源操作失败`,
        }
      : { en: `the engine stopped the ${kind}`, zh: "引擎中止了本次操作" },
    {
      resources,
      problems: problems.map((text) => ({ en: text, zh: text })),
      hint: hintOf(kind, target),
      document,
      cause,
    },
  );
}

/** What the engine says of everything else when one resource has failed. */
const CONSEQUENCE = /^(?:update|preview|refresh|destroy) failed$|context canceled/;

/** A trace without the lines of other people's code, in which nobody mends anything. */
function withoutForeignFrames(message: string): string {
  return message
    .split("\n")
    .filter((line) => !/^\s+at .*(?:node_modules\/|node:internal\/)/.test(line))
    .join("\n");
}

/** Every operation goes on where it stopped: the way out is to mend the cause and say it again. */
function hintOf(kind: OperationKind, target: Target): Localized {
  const line = lineFor(target, kind === "unprotect" ? "destroy --unprotect" : kind);
  return {
    en: `mend what is named above, then again: ${line}; what was done is kept`,
    zh: `解决上述问题后重新运行：${line}；已完成的部分会保留`,
  };
}

function describeGroup({ policy, names, message }: FindingGroup): Localized {
  const text = `${policy}${names.length > 0 ? ` · ${names.join(", ")}` : ""}\n${message}`;
  return { en: text, zh: text };
}

function failedResources(state: UpdateState): FailedResource[] {
  return [...state.resources.values()]
    .filter((resource) => resource.phase === "failed")
    .map(({ urn, type, name, step }) => {
      const message = state.diagnostics
        .filter((diagnostic) => diagnostic.severity === "error" && diagnostic.urn === urn)
        .map((diagnostic) => diagnostic.message)
        .join("\n");
      const cloudCode = cloudCodeOf(message);
      return { urn, type, name, operation: step, ...(cloudCode && { cloudCode }), message };
    });
}

/**
 * Ctrl-C reaches the engine by itself, which then stops after the steps that run; a supervisor's SIGTERM is turned
 * into the same. This process must live on to tell what happened.
 */
function cancelOnSignals(terminal: Terminal, lang: Lang): { signal: AbortSignal; dispose: () => void } {
  const controller = new AbortController();
  const tell = () =>
    terminal.print(
      lang === "zh"
        ? "正在停止：等待进行中的步骤完成；再按一次立即中止"
        : "stopping after the steps that run; once more stops at once",
    );
  const onInterrupt = () => {
    tell();
    if (!terminal.interactive) controller.abort();
  };
  const onTerminate = () => {
    tell();
    controller.abort();
  };
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  return {
    signal: controller.signal,
    dispose: () => {
      process.removeListener("SIGINT", onInterrupt);
      process.removeListener("SIGTERM", onTerminate);
    },
  };
}

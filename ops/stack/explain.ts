import type { Localized } from "../../components/locale/localized.ts";
import { type FailedResource, Failure, type FailureDetails } from "../cli/failure.ts";
import { type FindingGroup, groupFindings } from "../progress/findings.ts";
import type { PolicyFinding, UpdateState } from "../progress/update-state.ts";
import type { OperationKind } from "../progress/words.ts";
import { isLocked, lockedFailure } from "../recovery/lock.ts";
import { cloudCodeOf } from "./cloud-code.ts";
import { documentOf } from "./document.ts";
import { stderrOf } from "./open-stack.ts";
import { lineFor, type Target } from "./target.ts";

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
  if (mandatory.length > 0) return stoppedByPolicy(mandatory, kind, target, { document, cause });
  if (isLocked(message)) return lockedFailure(message, target);
  const signal = /was killed with (SIG[A-Z0-9]+)/.exec(message)?.[1];
  if (signal !== undefined) return killed(signal, target, { document, cause });
  const resources = failedResources(state);
  const general = state.diagnostics
    .filter(
      ({ severity, urn }) => severity === "error" && !resources.some((resource) => resource.urn === urn),
    )
    .map(({ message: text }) => withoutForeignFrames(text))
    .filter((text) => resources.length === 0 || !CONSEQUENCE.test(text));
  if (resources.length === 0 && general.length > 0 && general.every((text) => CANCELLED.test(text)))
    return cancelled(kind, target, { document, cause });
  const problems =
    resources.length === 0 && general.length === 0 ? [lastWordsOf(message)] : [...new Set(general)];
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

/** What every failure of the engine carries. */
type Carried = Pick<FailureDetails, "document" | "cause">;

function stoppedByPolicy(
  mandatory: readonly PolicyFinding[],
  kind: OperationKind,
  target: Target,
  carried: Carried,
): Failure {
  const rules = new Set(mandatory.map(({ policy }) => policy)).size;
  const line = lineFor(target, "preview");
  return new Failure(
    "policy",
    {
      en: `${rules} mandatory polic${rules === 1 ? "y" : "ies"} stopped the ${kind}`,
      zh: `${rules} 条强制策略阻止了本次操作`,
    },
    {
      problems: groupFindings(mandatory).map(describeGroup),
      hint: {
        en: `docs/policies.md says of each rule why, and what to change; then: ${line}`,
        zh: `docs/policies.md 说明了每条规则的原因与修改方法；修改后运行：${line}`,
      },
      ...carried,
    },
  );
}

/** Somebody ended the engine from outside: it said nothing more, and nothing of the stack is to blame. */
function killed(signal: string, target: Target, carried: Carried): Failure {
  const line = lineFor(target, "recover");
  return new Failure(
    "operation",
    { en: `the engine was killed (${signal})`, zh: `引擎被强行终止（${signal}）` },
    {
      hint: {
        en: `the next up puts right what it left; to do only that: ${line}`,
        zh: `下一次 up 会自动恢复遗留的状态；仅执行恢复：${line}`,
      },
      ...carried,
    },
  );
}

/** All that the engine says when it was asked to stop. */
const CANCELLED = /^(?:context|\w+) canceled$/;

function cancelled(kind: OperationKind, target: Target, carried: Carried): Failure {
  const line = againLine(kind, target);
  return new Failure(
    "operation",
    { en: `the ${kind} was stopped before its end`, zh: "操作在完成前被停止" },
    {
      hint: { en: `to go on where it stopped: ${line}`, zh: `从停止处继续：${line}` },
      ...carried,
    },
  );
}

/** Lines of the engine's text that are worth reading where no event tells more. */
const LAST_LINES = 5;

/** The engine's errors; where it named none, the end of what it wrote, which is mostly its progress. */
function lastWordsOf(message: string): string {
  const words = stderrOf(message).split("\n");
  const error = words.findIndex((line) => line.startsWith("error: "));
  return (error >= 0 ? words.slice(error) : words.slice(-LAST_LINES)).join("\n").trim();
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

/** The command that an operation belongs to, as it was given. */
function againLine(kind: OperationKind, target: Target): string {
  return lineFor(target, kind === "unprotect" ? "destroy --unprotect" : kind);
}

/** Every operation goes on where it stopped: the way out is to mend the cause and say it again. */
function hintOf(kind: OperationKind, target: Target): Localized {
  const line = againLine(kind, target);
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

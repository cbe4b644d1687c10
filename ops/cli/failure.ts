import type { Lang, Localized } from "../../components/locale/localized.ts";

/**
 * What a shell or a pipeline learns from the process: `3` is the policy's, or a review's that stops a change, `4` is a
 * drift check's that found something, so that CI can tell them apart.
 */
export const EXIT = { done: 0, failed: 1, usage: 2, policy: 3, drift: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * Kinds of failure, stable words for programs that read `--json`:
 * - `usage`: the command line is wrong; nothing was touched.
 * - `configuration`: the stack's configuration is wrong; nothing was touched.
 * - `policy`: a mandatory rule stopped the operation.
 * - `locked`: another operation holds the stack.
 * - `recovery`: what an interrupted operation left needs a person's decision.
 * - `engine-missing`: no Pulumi engine could be found, downloaded or built.
 * - `no-stack`: the stack doesn't exist yet.
 * - `protected`: resources refuse to be deleted; nothing was touched.
 * - `operation`: the engine or the cloud refused; `resources` says which.
 * - `internal`: a defect of this program.
 */
export type FailureCode =
  | "usage"
  | "configuration"
  | "policy"
  | "locked"
  | "recovery"
  | "engine-missing"
  | "no-stack"
  | "protected"
  | "operation"
  | "internal";

const EXIT_OF: Readonly<Record<FailureCode, ExitCode>> = {
  usage: EXIT.usage,
  configuration: EXIT.usage,
  policy: EXIT.policy,
  locked: EXIT.failed,
  recovery: EXIT.failed,
  "engine-missing": EXIT.failed,
  "no-stack": EXIT.failed,
  protected: EXIT.failed,
  operation: EXIT.failed,
  internal: EXIT.failed,
};

/** A resource that the cloud or the engine refused. */
export interface FailedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** What the engine was doing, e.g. `create`. */
  readonly operation: string;
  /** The cloud's own error code, e.g. `QuotaExceed.Vpc`, where the message has one. */
  readonly cloudCode?: string;
  readonly message: string;
}

/** The `error` member of every failure's JSON document. */
export interface FailureDocument {
  readonly error: {
    readonly code: FailureCode;
    readonly message: string;
    /** The command or line that mends it. */
    readonly hint: string;
    /** One entry per wrong setting or pending resource. */
    readonly problems?: readonly string[];
    readonly resources?: readonly FailedResource[];
  };
}

export interface FailureDetails {
  /** The command or line that mends it. Nobody is left with a failure and nothing to do. */
  readonly hint: Localized;
  readonly problems?: readonly Localized[];
  readonly resources?: readonly FailedResource[];
  /** Members that join `error` in the JSON document, e.g. the summary of a half-done update. */
  readonly document?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error that commands throw on purpose: both languages, a stable code, and what to do. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly text: Localized;
  readonly details: FailureDetails;

  constructor(code: FailureCode, text: Localized, details: FailureDetails) {
    super(text.en, { cause: details.cause });
    this.name = "Failure";
    this.code = code;
    this.text = text;
    this.details = details;
  }

  get exitCode(): ExitCode {
    return EXIT_OF[this.code];
  }

  /** The same failure, with more members in its JSON document. */
  with(document: Readonly<Record<string, unknown>>): Failure {
    const joined = { ...this.details, document: { ...this.details.document, ...document } };
    return new Failure(this.code, this.text, joined);
  }

  toDocument(lang: Lang): FailureDocument {
    const { hint, problems, resources, document } = this.details;
    return {
      ...document,
      error: {
        code: this.code,
        message: this.text[lang],
        hint: hint[lang],
        ...(problems && { problems: problems.map((problem) => problem[lang]) }),
        ...(resources && { resources }),
      },
    };
  }
}

/** Whatever was thrown, as a {@link Failure}; what nobody expected is `internal` and keeps its stack. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const hint: Localized = {
    en: "a defect of hougu: please report it with the lines above; npx hougu doctor tells whether the machine lacks something",
    zh: "hougu 自身的缺陷：请附上以上内容反馈；npx hougu doctor 可检查本机是否缺少组件",
  };
  return new Failure("internal", { en: message, zh: message }, { hint, cause: thrown });
}

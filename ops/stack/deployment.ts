import { Failure } from "../cli/failure.ts";
import { isLocked, lockedFailure } from "../recovery/lock.ts";
import type { OpenStack } from "./open-stack.ts";
import { callPulumi } from "./pulumi-call.ts";
import { lineFor } from "./target.ts";

/** A resource as `pulumi stack export` writes it, as far as the operator's commands read it. Secrets stay encrypted. */
export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  /** Waits to be deleted after a replacement. */
  readonly delete?: boolean;
  /** Was deleted before its replacement was created. */
  readonly pendingReplacement?: boolean;
  /** The engine refuses to delete it. */
  readonly protect?: boolean;
  /** Read, not managed. */
  readonly external?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}

export type PendingKind = "creating" | "updating" | "deleting" | "reading" | "importing";

export interface PendingOperation {
  readonly type: PendingKind;
  readonly resource: ExportedResource;
}

export interface Deployment {
  readonly manifest?: { readonly time?: string; readonly version?: string };
  readonly resources?: readonly ExportedResource[];
  readonly pending_operations?: readonly PendingOperation[];
  readonly [other: string]: unknown;
}

/** The document of `stack export` and `stack import`, version 3. */
export interface ExportedStack {
  readonly version: number;
  readonly deployment: Deployment;
}

/** The state, with every secret still encrypted. */
export async function exportStack(open: OpenStack): Promise<ExportedStack> {
  const { code, stdout, stderr } = await call(open, ["stack", "export"]);
  if (code !== 0) throw refused("export", stderr, open);
  return JSON.parse(stdout) as ExportedStack;
}

/** The state with every secret readable: for the trusted side only, and never into a file. */
export async function exportWithSecrets(open: OpenStack): Promise<ExportedStack> {
  const { code, stdout, stderr } = await call(open, ["stack", "export", "--show-secrets"]);
  if (code !== 0) throw refused("export", stderr, open);
  return JSON.parse(stdout) as ExportedStack;
}

/** Writes an edited state; the engine checks that it holds together. It goes through a pipe, never through a file. */
export async function importStack(open: OpenStack, stack: ExportedStack): Promise<void> {
  const { code, stderr } = await call(open, ["stack", "import"], JSON.stringify(stack));
  if (code !== 0) throw refused("import", stderr, open);
}

function call(open: OpenStack, args: readonly string[], input?: string) {
  return callPulumi(open.engine.command.command, [...args, "--stack", open.target.stack], {
    cwd: open.target.projectRoot,
    env: open.env,
    ...(input !== undefined && { input }),
  });
}

function refused(action: "export" | "import", stderr: string, { target }: OpenStack): Failure {
  if (isLocked(stderr)) return lockedFailure(stderr, target);
  return new Failure(
    "operation",
    {
      en: `the engine refused to ${action} the state: ${stderr.trim()}`,
      zh: `引擎拒绝${action === "export" ? "导出" : "导入"}状态：${stderr.trim()}`,
    },
    {
      hint: {
        en: `npx hougu doctor checks the engine, ${lineFor(target, "status")} the backend`,
        zh: `npx hougu doctor 检查引擎，${lineFor(target, "status")} 检查后端`,
      },
    },
  );
}

/** The key that marks a special value in a state, and the mark of a secret (pulumi/pulumi, sdk/go/common/resource/sig). */
const SPECIAL = "4dabf18193072939515e22adb298388d";
const SECRET_MARK = "1b47061264138c4ac30d75fd1eb44270";

/** A secret in the form in which the engine takes it with its value: it encrypts it when it is imported. */
export function secretOf(value: unknown): Readonly<Record<string, unknown>> {
  return { [SPECIAL]: SECRET_MARK, plaintext: JSON.stringify(value) };
}

export function isSecret(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && (value as Record<string, unknown>)[SPECIAL] === SECRET_MARK
  );
}

/** Without secrets, unknowns and assets, at whatever depth: what may be shown and compared. */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  if (SPECIAL in value) return undefined;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.startsWith("__"))
      .map(([key, inner]) => [key, readable(inner)] as const)
      .filter(([, inner]) => inner !== undefined),
  );
}

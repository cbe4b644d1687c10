import type { Localized } from "../../components/locale/localized.ts";
import { lineOf } from "../cli/command-line.ts";
import { Failure } from "../cli/failure.ts";
import type { CommandContext } from "../commands/command.ts";
import { nameOfUrn, shortType, typeOfUrn } from "../progress/urn.ts";
import { isGuarded } from "./deletion-switches.ts";
import { type ExportedStack, readable } from "./deployment.ts";
import type { OpenStack } from "./open-stack.ts";
import { runOperation } from "./operation.ts";
import { callPulumi } from "./pulumi-call.ts";

/** A resource that refuses to be deleted. */
export interface ProtectedResource {
  readonly urn: string;
  /** The engine refuses: `protect` in the state. */
  readonly byEngine: boolean;
  /** The cloud refuses: its own switch is on. */
  readonly byCloud: boolean;
}

/** What in a state refuses to be deleted, and who refuses. */
export function protectedIn({ deployment }: ExportedStack): readonly ProtectedResource[] {
  return (deployment.resources ?? [])
    .filter((resource) => resource.delete !== true)
    .map((resource) => ({
      urn: resource.urn,
      byEngine: resource.protect === true,
      byCloud: resource.custom && isGuarded({ ...recordOf(resource.inputs), ...recordOf(resource.outputs) }),
    }))
    .filter(({ byEngine, byCloud }) => byEngine || byCloud);
}

function recordOf(value: unknown): Record<string, unknown> {
  const plain = readable(value);
  return typeof plain === "object" && plain !== null ? (plain as Record<string, unknown>) : {};
}

/** Refuses before anything is touched: half a destroyed environment helps nobody. */
export function protectedFailure(
  held: readonly ProtectedResource[],
  { invocation }: CommandContext,
): Failure {
  const line = lineOf(invocation, "destroy", "--unprotect");
  const [first] = held.filter(({ byEngine }) => byEngine);
  const one = first ? `pulumi state unprotect '${first.urn}' --stack ${invocation.stack}` : undefined;
  return new Failure(
    "protected",
    {
      en: `${held.length} resource${held.length === 1 ? " is" : "s are"} protected from deletion; nothing was touched`,
      zh: `有 ${held.length} 项资源受删除保护；没有改动任何资源`,
    },
    {
      problems: held.map(describe),
      document: { stack: invocation.stack },
      hint: {
        en: `to lift the protection of all and destroy: ${line}${one ? `; of one: ${one}` : ""}`,
        zh: `解除全部保护并销毁：${line}${one ? `；仅解除一项：${one}` : ""}`,
      },
    },
  );
}

function describe({ urn, byEngine, byCloud }: ProtectedResource): Localized {
  const name = `${nameOfUrn(urn)} (${shortType(typeOfUrn(urn))})`;
  const en = [...(byEngine ? ["engine"] : []), ...(byCloud ? ["cloud"] : [])].join(", ");
  const zh = [...(byEngine ? ["引擎"] : []), ...(byCloud ? ["云端"] : [])].join("、");
  return { en: `${name}: ${en}`, zh: `${name}：${zh}` };
}

/**
 * Lifts every protection. The cloud's switches are turned by the program itself with nothing but the switch different
 * in it, so that no other change of the program slips in; then the engine's marks go. Each half may run again.
 */
export async function liftProtection(
  open: OpenStack,
  { terminal, invocation }: CommandContext,
  held: readonly ProtectedResource[],
): Promise<void> {
  const targets = held.filter(({ byCloud }) => byCloud).map(({ urn }) => urn);
  if (targets.length > 0) {
    const { unguardedProgram } = await import("./unguarded-program.ts");
    const part = { targets, program: unguardedProgram };
    await runOperation(open, "unprotect", { terminal, lang: invocation.lang, part });
  }
  if (held.some(({ byEngine }) => byEngine)) await unprotectAll(open);
}

async function unprotectAll({ engine, target, env }: OpenStack): Promise<void> {
  const args = ["state", "unprotect", "--all", "--yes", "--stack", target.stack];
  const { code, stderr } = await callPulumi(engine.command.command, args, { cwd: target.projectRoot, env });
  if (code === 0) return;
  throw new Failure(
    "operation",
    {
      en: `the engine could not lift the protection: ${stderr.trim()}`,
      zh: `引擎无法解除保护：${stderr.trim()}`,
    },
    { hint: { en: `pulumi ${args.join(" ")}`, zh: `pulumi ${args.join(" ")}` } },
  );
}

import type { Localized } from "../../components/locale/localized.ts";
import { lineOf } from "../cli/command-line.ts";
import { Failure } from "../cli/failure.ts";
import type { CommandContext } from "../commands/command.ts";
import { nameOfUrn } from "../progress/urn.ts";
import { type ExportedStack, exportStack, importStack } from "../stack/deployment.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { runOperation } from "../stack/operation.ts";
import { decide, describe, pendingCreates, settle } from "./decide.ts";
import type { CloudObject } from "./inventory.ts";
import { isDead, lockHolders } from "./lock.ts";

export interface Recovery {
  /** A lock of a dead engine was removed. */
  readonly unlocked: boolean;
  /** Logical names of resources that exist in the cloud and were taken into the state. */
  readonly adopted: readonly string[];
  /** Logical names whose creation had not happened. */
  readonly cleared: readonly string[];
  /** Pending operations of other kinds, settled by the refresh. */
  readonly refreshed: number;
}

/**
 * Puts right what an interrupted operation left: open creations are looked up in the cloud and adopted or forgotten,
 * everything else is settled by a refresh, and a dead engine's lock is removed.
 * @param stack the state, when the caller has exported it already
 * @returns undefined when there was nothing to do
 */
export async function recover(
  open: OpenStack,
  context: CommandContext,
  exported?: ExportedStack,
): Promise<Recovery | undefined> {
  const stack = exported ?? (await exportStack(open));
  const pending = stack.deployment.pending_operations ?? [];
  if (pending.length === 0) return undefined;
  tell(context, {
    en: `An operation was interrupted: ${pending.length} pending. Asking the cloud what became of them.`,
    zh: `上一次操作被中断：有 ${pending.length} 个未完成的步骤，正在向云端核实。`,
  });
  const decisions = await decideWith(open, context, stack);
  let unlocked = false;
  // A stack that a dead engine holds can't be written to: unlock first, and look at the state again after that.
  const write = async () => {
    // An engine that was alive after all may have gone on meanwhile: its state must not be overwritten.
    const now = await exportStack(open);
    if (JSON.stringify(now.deployment) !== JSON.stringify(stack.deployment)) throw movedOn();
    await importStack(open, { ...stack, deployment: settle(stack.deployment, decisions) });
    await runOperation(open, "refresh", { terminal: context.terminal, lang: context.invocation.lang });
  };
  try {
    await write();
  } catch (error) {
    if (!(await unlockIfDead(open, context, error))) throw error;
    unlocked = true;
    await write();
  }
  const recovery = {
    unlocked,
    adopted: decisions.adopt.map(({ resource }) => nameOfUrn(resource.urn)),
    cleared: decisions.clear.map((resource) => nameOfUrn(resource.urn)),
    refreshed: pending.length - decisions.adopt.length - decisions.clear.length,
  };
  tell(context, {
    en: `Recovered: ${recovery.adopted.length} adopted, ${recovery.cleared.length} cleared, ${recovery.refreshed} settled by refresh.`,
    zh: `恢复完成：收编 ${recovery.adopted.length} 项，清除 ${recovery.cleared.length} 项，刷新确认 ${recovery.refreshed} 项。`,
  });
  return recovery;
}

async function decideWith(open: OpenStack, context: CommandContext, stack: ExportedStack) {
  const creates = pendingCreates(stack.deployment);
  if (creates.length === 0) return { adopt: [], clear: [] };
  const { inventory } = open;
  if (inventory === undefined) {
    await agreeToClear(context, creates.map(describe));
    return { adopt: [], clear: creates };
  }
  await inventory.settled();
  const objects = new Map<string, readonly CloudObject[]>();
  for (const type of new Set(creates.map((resource) => resource.type)))
    objects.set(type, await inventory.list(type));
  return decide(stack.deployment, objects);
}

function movedOn(): Failure {
  return new Failure(
    "locked",
    { en: "another operation changed the stack meanwhile", zh: "期间有另一个操作修改了该环境" },
    { hint: { en: "wait for it, then try again", zh: "请等待其结束后重试" } },
  );
}

/** Without an inventory only a person can know: forgetting a creation that happened would leave an orphan that costs money. */
async function agreeToClear(
  { terminal, invocation }: CommandContext,
  names: readonly string[],
): Promise<void> {
  const problems = names.map((name) => ({ en: name, zh: name }));
  const line = lineOf(invocation, "recover", "--clear-pending");
  const one = `pulumi refresh --stack ${invocation.stack} --import-pending-creates <urn> <id>`;
  const hint: Localized = {
    en: `when none of them exists: ${line}; to adopt one: ${one}`,
    zh: `确认均不存在时：${line}；收编其中一项：${one}`,
  };
  if (invocation.flags["clear-pending"] === true) {
    for (const name of names) terminal.print(terminal.style.warn(`  • ${name}`));
    return;
  }
  const warning: Localized = {
    en: "nobody can tell whether these resources were created; look for them in the console first",
    zh: "无法确认下列资源是否已被创建，请先在控制台中查找",
  };
  if (!terminal.interactive || invocation.json) {
    throw new Failure("recovery", warning, { problems, hint });
  }
  terminal.print(terminal.style.warn(warning[invocation.lang]), ...names.map((name) => `  • ${name}`));
  const answer = await terminal.ask(
    invocation.lang === "zh"
      ? "确认均不存在并清除？输入 yes："
      : "None of them exists, forget them? Type yes: ",
  );
  if (answer !== "yes") throw new Failure("recovery", warning, { problems, hint });
}

/**
 * Runs an operation; when a dead engine's lock stands in the way, removes the lock and runs it once more.
 */
export async function withStaleLockRemoved<T>(
  open: OpenStack,
  context: CommandContext,
  operation: () => Promise<T>,
): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (!(await unlockIfDead(open, context, error))) throw error;
    return operation();
  }
}

/** Removes the lock that an operation ran into, when every holder is dead on this machine. */
async function unlockIfDead(open: OpenStack, context: CommandContext, error: unknown): Promise<boolean> {
  if (!(error instanceof Failure)) return false;
  const message = error.details.cause instanceof Error ? error.details.cause.message : error.message;
  const holders = lockHolders(message);
  if (holders.length === 0 || !holders.every((holder) => isDead(holder))) return false;
  await open.stack.cancel();
  const [holder] = holders;
  tell(context, {
    en: `Removed the lock of a dead engine (pid ${holder?.pid}, since ${holder?.since}).`,
    zh: `已移除已终止引擎留下的锁（pid ${holder?.pid}，始于 ${holder?.since}）。`,
  });
  return true;
}

function tell({ terminal, invocation }: CommandContext, text: Localized): void {
  terminal.print(`${terminal.style.warn("!")} ${text[invocation.lang]}`);
}

import { isDead, lockedBy } from "../recovery/lock.ts";
import { holdersOf } from "../recovery/lock-files.ts";
import { type Recovery, recover } from "../recovery/recover.ts";
import { exportStack } from "../stack/deployment.ts";
import { type OpenStack, openStack } from "../stack/open-stack.ts";
import type { Command, CommandContext } from "./command.ts";

const NOTHING: Recovery = { unlocked: false, adopted: [], cleared: [], refreshed: 0 };

export const recoverCommand: Command = {
  name: "recover",
  summary: {
    en: "After a crash: adopt what exists, clear what doesn't, remove a dead engine's lock.",
    zh: "崩溃之后：收编已存在的资源，清除不存在的记录，移除已终止引擎的锁。",
  },
  description: {
    en: "Puts right what a killed engine left: asks the cloud which unfinished creations happened and takes those into the state, forgets the others, settles everything else by a refresh, and removes the lock when its holder is dead on this machine. `up`, `refresh` and `destroy` do the same by themselves.",
    zh: "恢复被强行终止的引擎所遗留的状态：向云端核实未完成的创建，已存在的纳入状态，不存在的清除，其余通过刷新确认；若锁的持有者已在本机终止，则移除该锁。up、refresh 和 destroy 会自动执行同样的恢复。",
  },
  options: [
    {
      name: "clear-pending",
      type: "boolean",
      summary: {
        en: "Where nobody can ask the cloud: forget unfinished creations, after you have looked in the console.",
        zh: "无法向云端核实时：在控制台确认不存在之后，清除未完成的创建记录。",
      },
    },
  ],
  examples: [
    {
      line: "npx hougu recover --stack dev --sandbox",
      summary: { en: "Put dev right after a crash.", zh: "崩溃之后恢复 dev。" },
    },
    {
      line: "npx hougu recover --stack prod --clear-pending",
      summary: {
        en: "None of the pending resources exists in the console: forget them.",
        zh: "已在控制台确认这些资源均不存在：清除记录。",
      },
    },
  ],
  run: async (context) => {
    const { terminal, invocation } = context;
    const open = await openStack(context);
    const unlocked = await removeDeadLock(open, context);
    const recovery = (await recover(open, context, await exportStack(open))) ?? NOTHING;
    const done = { ...recovery, unlocked: recovery.unlocked || unlocked };
    if (recovery === NOTHING && !unlocked) {
      terminal.print(invocation.lang === "zh" ? "没有需要恢复的内容。" : "There is nothing to recover.");
    }
    return { document: { stack: open.target.stack, ...done } };
  },
};

/** @throws Failure `locked` when the holder is alive, or may be */
async function removeDeadLock(open: OpenStack, { terminal, invocation }: CommandContext): Promise<boolean> {
  const holders = (await holdersOf(open)) ?? [];
  if (holders.length === 0) return false;
  const alive = holders.find((holder) => !isDead(holder));
  if (alive) throw lockedBy(alive, open.target);
  await open.stack.cancel();
  const who = holders.map(({ pid }) => pid).join(", ");
  const text =
    invocation.lang === "zh"
      ? `已移除已终止引擎留下的锁（pid ${who}）。`
      : `Removed the lock of a dead engine (pid ${who}).`;
  terminal.print(`${terminal.style.warn("!")} ${text}`);
  return true;
}

import type { Lang, Localized } from "../../components/locale/localized.ts";
import { type Row, renderRows } from "../cli/rows.ts";
import type { Style } from "../cli/style.ts";
import { duration } from "../progress/duration.ts";
import { renderCounts } from "../progress/summary.ts";
import { nameOfUrn, shortType } from "../progress/urn.ts";
import { OPERATION_NAMES, WORDS as PROGRESS } from "../progress/words.ts";
import { isDead, type LockHolder } from "../recovery/lock.ts";
import { holdersOf } from "../recovery/lock-files.ts";
import { type LastRun, machinesOf } from "../report/model.ts";
import { modelOf } from "../report/model-of.ts";
import { StateIndex } from "../report/state-index.ts";
import { exportStack } from "../stack/deployment.ts";
import { type Endpoint, endpointsOf } from "../stack/endpoints.ts";
import { lastRunOf } from "../stack/last-run.ts";
import { type OpenStack, openStack } from "../stack/open-stack.ts";
import { outputsOf } from "../stack/outputs.ts";
import type { Command } from "./command.ts";

/** What `status` found; also its JSON document. */
interface Status {
  readonly stack: string;
  readonly sandbox: boolean;
  /** Objects in the cloud. */
  readonly resources: number;
  readonly machines: { readonly existing: number; readonly planned: number };
  readonly endpoints: readonly Endpoint[];
  /** The last operation that this machine ran. */
  readonly lastRun: LastRun | null;
  /** What an interrupted operation left. */
  readonly pending: readonly { readonly operation: string; readonly name: string; readonly type: string }[];
  /** Who holds the stack; null where the backend doesn't say. */
  readonly locks: readonly (LockHolder & { readonly dead: boolean })[] | null;
}

const WORDS = {
  machines: { en: "Machines", zh: "主机" },
  resources: { en: "Resources", zh: "资源" },
  lastRun: { en: "Last run", zh: "最近操作" },
  pending: { en: "Pending", zh: "未完成" },
  lock: { en: "Lock", zh: "锁" },
  none: { en: "none", zh: "无" },
  never: { en: "none on this machine", zh: "本机尚无记录" },
  failed: { en: "failed", zh: "失败" },
  succeeded: { en: "succeeded", zh: "成功" },
  dead: {
    en: "dead; the next up, or hougu recover, removes it",
    zh: "已终止；下次 up 或 hougu recover 会移除",
  },
  unknown: { en: "this backend doesn't say", zh: "该后端无法查询" },
} satisfies Record<string, Localized>;

export const statusCommand: Command = {
  name: "status",
  summary: {
    en: "What exists, what ran last, what is unfinished, who holds the stack.",
    zh: "查看现有资源、最近操作、未完成步骤以及占用者。",
  },
  description: {
    en: "Reads the state and changes nothing: how many machines and objects exist, under which endpoints, what the last operation on this machine did, what an interrupted one left, and who holds the stack.",
    zh: "只读取状态，不做任何改动：现有主机与资源数量、访问入口、本机最近一次操作的结果、被中断的操作遗留的步骤，以及当前占用者。",
  },
  options: [],
  examples: [
    {
      line: "npx hougu status --stack dev --sandbox",
      summary: { en: "How is dev on the sandbox?", zh: "沙箱中的 dev 状况如何？" },
    },
  ],
  run: async (context) => {
    const { terminal, invocation } = context;
    const status = await statusOf(await openStack(context));
    terminal.print(...renderStatus(status, invocation.lang, terminal.style));
    return { document: status };
  },
};

async function statusOf(open: OpenStack): Promise<Status> {
  const { target, environment } = open;
  const [exported, lastRun, holders] = await Promise.all([
    exportStack(open),
    lastRunOf(target),
    holdersOf(open),
  ]);
  const { planEnvironment } = await import("../../components/environment/plan.ts");
  const { sites, resourceCount } = modelOf({
    stack: target.stack,
    sandbox: target.sandbox,
    environment,
    plan: planEnvironment(environment),
    state: new StateIndex(exported.deployment.resources ?? []),
    generatedAt: new Date(),
  });
  const machines = sites.flatMap(machinesOf);
  return {
    stack: target.stack,
    sandbox: target.sandbox,
    resources: resourceCount,
    machines: { existing: machines.filter(({ id }) => id !== undefined).length, planned: machines.length },
    endpoints: endpointsOf(outputsOf(exported)),
    lastRun: lastRun ?? null,
    pending: (exported.deployment.pending_operations ?? []).map(({ type, resource }) => ({
      operation: type,
      name: nameOfUrn(resource.urn),
      type: shortType(resource.type),
    })),
    locks: holders?.map((holder) => ({ ...holder, dead: isDead(holder) })) ?? null,
  };
}

/** The status for people. Pure. */
export function renderStatus(status: Status, lang: Lang, style: Style): string[] {
  const { stack, sandbox, machines, resources, endpoints, pending } = status;
  const complete = machines.existing === machines.planned;
  const rows: Row[] = [
    [
      PROGRESS.stack[lang],
      [`${style.accent(stack)}${sandbox ? style.faint(` · ${PROGRESS.sandbox[lang]}`) : ""}`],
    ],
    [
      WORDS.machines[lang],
      [
        complete
          ? style.good(`${machines.existing}`)
          : style.warn(`${machines.existing} / ${machines.planned}`),
      ],
    ],
    [WORDS.resources[lang], [`${resources}`]],
    [
      PROGRESS.endpoints[lang],
      endpoints.map(
        ({ domain, addresses }) =>
          `${style.accent(`https://${domain}`)}  ${style.faint(addresses.join(", "))}`,
      ),
    ],
    [WORDS.lastRun[lang], lastRunLines(status.lastRun, lang, style)],
    [
      WORDS.pending[lang],
      pending.length === 0
        ? [WORDS.none[lang]]
        : pending.map(({ operation, name, type }) => style.warn(`${operation} ${name} ${type}`)),
    ],
    [WORDS.lock[lang], lockLines(status.locks, lang, style)],
  ];
  return renderRows(rows, style);
}

function lastRunLines(run: LastRun | null, lang: Lang, style: Style): string[] {
  if (run === null) return [style.faint(WORDS.never[lang])];
  const outcome = run.succeeded ? style.good(WORDS.succeeded[lang]) : style.bad(WORDS.failed[lang]);
  return [
    `${OPERATION_NAMES[run.kind][lang]}  ${outcome}  ${run.at.slice(0, 19).replace("T", " ")} UTC  ${duration(run.durationMs)}`,
    renderCounts(run.counts, lang, style),
  ];
}

function lockLines(locks: Status["locks"], lang: Lang, style: Style): string[] {
  if (locks === null) return [style.faint(WORDS.unknown[lang])];
  if (locks.length === 0) return [WORDS.none[lang]];
  return locks.map(({ user, host, pid, since, dead }) =>
    style.warn(`${user}@${host} (pid ${pid}), ${since}${dead ? `: ${WORDS.dead[lang]}` : ""}`),
  );
}

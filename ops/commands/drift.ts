import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { EXIT } from "../cli/failure.ts";
import { type DriftedService, driftOf } from "../drift/drift.ts";
import { shortType } from "../progress/urn.ts";
import { WORDS } from "../progress/words.ts";
import { placesIn } from "../review/places.ts";
import { planOf } from "../review/plan.ts";
import { worldOf } from "../review/world.ts";
import { exportStack } from "../stack/deployment.ts";
import { openStack } from "../stack/open-stack.ts";
import { runOperation } from "../stack/operation.ts";
import type { Command, CommandContext } from "./command.ts";
import { expectedOf } from "./recover-first.ts";

export const driftCommand: Command = {
  name: "drift",
  summary: {
    en: "Say what somebody changed outside, by service and owner; change nothing.",
    zh: "按服务和负责人列出在外部被修改的资源；不改动任何内容。",
  },
  description: {
    en: "Asks the cloud about every resource and compares with the state, for a schedule: nothing is changed, not even the state. Exit code 4 when something differs. `refresh` takes it into the state, `up` puts it back.",
    zh: "逐项向云端核实并与状态对比，适合定时运行：不改动任何内容，包括状态。存在差异时退出码为 4。refresh 将差异写入状态，up 将其恢复。",
  },
  options: [],
  examples: [
    {
      line: "npx hougu drift --stack prod --json",
      summary: { en: "On a schedule, for whoever sends the message.", zh: "定时运行，供告警程序读取。" },
    },
    {
      line: "npx hougu drift --stack dev --sandbox",
      summary: { en: "The same on the sandbox.", zh: "在沙箱中运行。" },
    },
  ],
  run: async (context) => {
    const { terminal, invocation } = context;
    const open = await openStack(context);
    const exported = await exportStack(open);
    const expected = expectedOf(exported);
    const events: EngineEvent[] = [];
    await runOperation(open, "drift", {
      terminal,
      lang: invocation.lang,
      ...(expected !== undefined && { expected }),
      observe: (event) => events.push(event),
    });
    const services = driftOf(planOf(events), placesIn(worldOf(exported)));
    print(context, services);
    return {
      document: {
        stack: open.target.stack,
        drift: services.length > 0,
        services: services.map(({ service, owner, resources }) => ({
          service,
          owner: owner ?? null,
          resources,
        })),
      },
      exitCode: services.length > 0 ? EXIT.drift : EXIT.done,
    };
  },
};

function print({ terminal, invocation }: CommandContext, services: readonly DriftedService[]): void {
  const { lang } = invocation;
  const { style } = terminal;
  terminal.print("", style.strong(WORDS.drift[lang]));
  if (services.length === 0) terminal.print(`  ${WORDS.none[lang]}`);
  for (const { service, owner, resources } of services) {
    const nobody = lang === "zh" ? "未标明负责人" : "no owner named";
    terminal.print(`  ${style.accent(service)}  ${style.faint(owner ?? nobody)}`);
    for (const { kind, name, type, properties } of resources) {
      const mark =
        kind === "gone" ? style.delete(`- ${WORDS.gone[lang]}`) : style.update(`~ ${WORDS.changed[lang]}`);
      const detail = properties.length > 0 ? style.faint(` [${properties.join(", ")}]`) : "";
      terminal.print(`    ${mark} ${name} ${style.faint(shortType(type))}${detail}`);
    }
  }
}

import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import type { Engine, EngineProgress } from "../../tools/engine/engine.ts";
import { Failure } from "../cli/failure.ts";
import type { Terminal } from "../cli/terminal.ts";
import { truncate } from "../cli/width.ts";
import type { CommandContext } from "../commands/command.ts";
import { bar } from "../progress/tree.ts";

/** A Pulumi CLI that is ready, for the Automation API and for direct calls. */
export interface ReadyEngine {
  readonly command: PulumiCommand;
  readonly version: string;
  /** Variables that every call of the engine needs. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Finds the engine, and shows how far a download or a build is.
 * @throws Failure `engine-missing` with every way that was tried and what mends it.
 */
export async function readyEngine({ terminal, invocation, env }: CommandContext): Promise<ReadyEngine> {
  const { findEngine, EngineUnavailable, UnknownOrigin } = await import("../../tools/engine/engine.ts");
  const progress = engineProgress(terminal, invocation.lang);
  try {
    const engine: Engine = await findEngine({ report: progress.show, lang: invocation.lang, env });
    const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
    // A build from source calls itself by its module's version; findEngine has judged it already.
    const command = await PulumiCommand.get({ root: engine.root, skipVersionCheck: true });
    return { command, version: engine.version, env: engine.env };
  } catch (error) {
    if (error instanceof EngineUnavailable)
      throw new Failure("engine-missing", error.localized, {
        hint: {
          en: "npx hougu doctor checks every way to an engine",
          zh: "npx hougu doctor 会逐一检查获得引擎的途径",
        },
        cause: error,
      });
    if (error instanceof UnknownOrigin) {
      throw new Failure(
        "usage",
        { en: error.message, zh: error.message },
        {
          hint: { en: "unset HOUGU_ENGINE_FROM", zh: "unset HOUGU_ENGINE_FROM" },
          cause: error,
        },
      );
    }
    throw error;
  } finally {
    progress.close();
  }
}

const BAR_COLUMNS = 24;
/** Redrawing more often than this only flickers. */
const REDRAW_MS = 100;
/** Without a terminal: one line for a while, so that a CI log shows life and stays short. */
const LINE_MS = 15_000;

function engineProgress(
  terminal: Terminal,
  lang: "en" | "zh",
): { show: (progress: EngineProgress) => void; close: () => void } {
  let shown = 0;
  let open = false;
  let text = "";
  return {
    show: (progress) => {
      const { done, total } = progress;
      const counted = done !== undefined && total !== undefined && total > 0;
      const now = Date.now();
      if (terminal.live) {
        if (now - shown < REDRAW_MS) return;
        const gauge = counted ? `${bar(done / total, BAR_COLUMNS, terminal.style)} ${done}/${total}  ` : "";
        const room = terminal.columns() - (counted ? BAR_COLUMNS + 20 : 1);
        terminal.write(`\r\u001b[K${gauge}${truncate(progress.text[lang], room)}`);
        open = true;
      } else {
        if (progress.text[lang] === text && now - shown < LINE_MS) return;
        text = progress.text[lang];
        terminal.print(`${counted ? `[${done}/${total}] ` : ""}${text}`);
      }
      shown = now;
    },
    close: () => {
      if (open) terminal.write("\r\u001b[K");
    },
  };
}

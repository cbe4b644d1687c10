import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Lang } from "../../components/locale/localized.ts";
import type { ExportedStack } from "../stack/deployment.ts";
import { lastRunOf } from "../stack/last-run.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { reportFileOf } from "../stack/target.ts";
import { modelOf } from "./model-of.ts";
import { renderPage } from "./page.ts";
import { StateIndex } from "./state-index.ts";

/** Writes the HTML report of what exists now. @returns its path */
export async function writeReport(open: OpenStack, exported: ExportedStack, lang: Lang): Promise<string> {
  const { target, environment } = open;
  const { planEnvironment } = await import("../../components/environment/plan.ts");
  const lastRun = await lastRunOf(target);
  const model = modelOf({
    stack: target.stack,
    sandbox: target.sandbox,
    environment,
    plan: planEnvironment(environment),
    state: new StateIndex(exported.deployment.resources ?? []),
    ...(lastRun && { lastRun }),
    generatedAt: new Date(),
  });
  const file = reportFileOf(target);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, renderPage(model, lang));
  return file;
}

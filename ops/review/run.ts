import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Environment } from "../../components/config/environment.ts";
import type { Localized } from "../../components/locale/localized.ts";
import type { Failure } from "../cli/failure.ts";
import type { CommandContext } from "../commands/command.ts";
import { readSnapshot, type Snapshot } from "../snapshot/file.ts";
import { exportStack, importStack } from "../stack/deployment.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { type BaseCheckout, checkoutBase, isDirty } from "./base-checkout.ts";
import type { CostOf } from "./cost.ts";
import { type Review, reviewOf } from "./model.ts";
import type { RiskKind } from "./risks.ts";
import { type PreviewedSide, previewSide } from "./sides.ts";
import { dependenciesOf, worldOf } from "./world.ts";

export interface ReviewRequest {
  readonly base: string;
  /** Path of a redacted state; absent to review against the stack's own. */
  readonly snapshot?: string;
  readonly accepted: readonly RiskKind[];
}

export interface ReviewRun {
  readonly review: Review;
  /** Why the pull request's preview ended, where it didn't end well. */
  readonly cause?: Failure;
}

const EMPTY = { version: 3, deployment: {} };

/** Previews the base and the working tree against one and the same state, and compares. */
export async function runReview(context: CommandContext, request: ReviewRequest): Promise<ReviewRun> {
  const snapshot =
    request.snapshot === undefined
      ? undefined
      : await readSnapshot(request.snapshot, context.invocation.stack);
  const scratch = await mkdtemp(path.join(tmpdir(), "hougu-review-"));
  let checkout: BaseCheckout | undefined;
  try {
    checkout = await checkoutBase(context.projectRoot, request.base);
    const sides = await placesOf(context, checkout, scratch, snapshot);
    const base = await sides.preview("base");
    const head = await sides.preview("head");
    const exported = head.exported ?? base.exported ?? EMPTY;
    const environment = head.environment ?? base.environment;
    const { costOf, why } = await pricer(environment, context.home);
    const review = reviewOf({
      stack: context.invocation.stack,
      baseRef: request.base,
      base,
      head,
      state: worldOf(exported),
      dependencies: dependenciesOf(exported),
      accepted: request.accepted,
      notes: [...(await notesOf(context, checkout, snapshot)), ...(why ? [why] : [])],
      ...(costOf && { costOf }),
    });
    const cause = head.cause ?? base.cause;
    return { review, ...(cause && { cause }) };
  } finally {
    await checkout?.remove();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Whoever can say what a month costs. A usage file that can't be read costs the review its estimate, and no more. */
async function pricer(
  environment: Environment | undefined,
  home: string,
): Promise<{ readonly costOf?: CostOf; readonly why?: Localized }> {
  if (environment === undefined) return {};
  // The catalogue and decimal arithmetic are loaded by those who ask for them: --help needs neither.
  const { estimator } = await import("./estimator.ts");
  try {
    return { costOf: estimator(environment, home) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { why: { en: `no cost was estimated: ${message}`, zh: `未能估算费用：${message}` } };
  }
}

interface Sides {
  preview(side: "base" | "head"): Promise<PreviewedSide>;
}

async function placesOf(
  context: CommandContext,
  checkout: BaseCheckout,
  scratch: string,
  snapshot: Snapshot | undefined,
): Promise<Sides> {
  const { invocation } = context;
  const roots = { base: checkout.root, head: context.projectRoot };
  // Against a snapshot both sides have a sandbox that begins with it and ends with the review.
  const home = snapshot === undefined ? context.home : path.join(scratch, "home");
  const sandbox = invocation.sandbox || snapshot !== undefined;
  const kept = path.join(home, "sandbox", "config");
  let imported = false;
  const prepare = async (open: OpenStack) => {
    if (snapshot === undefined || imported) return;
    await importSnapshot(open, snapshot);
    imported = true;
  };
  return {
    preview: async (side) => {
      const config = path.join(scratch, side);
      await mkdir(config, { recursive: true });
      // The secrets that the sandbox was made with are needed, and must be found again as they were.
      const source = [kept, path.join(scratch, "base")].find(
        (folder) => folder !== config && existsSync(folder),
      );
      if (sandbox && source !== undefined) await cp(source, config, { recursive: true });
      const own = { ...context, projectRoot: roots[side], home, invocation: { ...invocation, sandbox } };
      // The folder of the configuration is a part of the pull request where it lies in the project.
      return previewSide(inside(own, context.projectRoot), sandbox ? { sandboxConfig: config } : {}, prepare);
    },
  };
}

/** A configuration folder inside the project is looked for in the side's own checkout. */
function inside(context: CommandContext, projectRoot: string): CommandContext {
  const chosen = context.invocation.configDir ?? context.env.HOUGU_CONFIG_DIR;
  if (!chosen) return context;
  const relative = path.relative(projectRoot, path.resolve(chosen));
  if (relative.startsWith("..") || path.isAbsolute(relative)) return context;
  const configDir = path.join(context.projectRoot, relative);
  return { ...context, invocation: { ...context.invocation, configDir } };
}

/** The engine encrypts the stand-ins with the passphrase of this sandbox, as it would any secret. */
async function importSnapshot(open: OpenStack, snapshot: Snapshot): Promise<void> {
  const { furnishFrom } = await import("../snapshot/furnish.ts");
  furnishFrom(snapshot, open.target.home, open.environment.region);
  const { deployment } = await exportStack(open);
  await importStack(open, {
    version: 3,
    deployment: { ...deployment, resources: snapshot.deployment.resources ?? [] },
  });
}

async function notesOf(
  { projectRoot }: CommandContext,
  checkout: BaseCheckout,
  snapshot: Snapshot | undefined,
): Promise<readonly Localized[]> {
  const notes: Localized[] = [];
  if (await isDirty(projectRoot)) {
    notes.push({
      en: "the working tree has changes that are not committed: they are reviewed too",
      zh: "工作区有未提交的修改：一并纳入评审",
    });
  }
  if (checkout.otherPackages) {
    notes.push({
      en: "package-lock.json differs: the base was previewed with the packages that are installed now",
      zh: "package-lock.json 有变化：基线使用当前已安装的依赖进行预览",
    });
  }
  if (snapshot !== undefined) {
    notes.push({
      en: `previewed without credentials, against a redacted snapshot of ${snapshot.takenAt}`,
      zh: `未使用任何凭证，基于 ${snapshot.takenAt} 的脱敏快照进行预览`,
    });
  }
  return notes;
}

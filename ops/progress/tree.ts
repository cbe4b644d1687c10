import type { Lang } from "../../components/locale/localized.ts";
import type { Style } from "../cli/style.ts";
import { padEnd, truncate, widthOf } from "../cli/width.ts";
import { duration } from "./duration.ts";
import type { ResourceProgress, UpdateState } from "./update-state.ts";
import { shortType } from "./urn.ts";
import {
  CHANGE_SIGNS,
  CHANGE_WORDS,
  OPERATION_WORDS,
  type OperationKind,
  STEP_WORDS,
  WORDS,
} from "./words.ts";

export interface TreeOptions {
  readonly kind: OperationKind;
  readonly stack: string;
  readonly sandbox: boolean;
  readonly lang: Lang;
  readonly style: Style;
  readonly columns: number;
  /** Lines that may be used, header included. */
  readonly rows: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Number of the animation's picture. */
  readonly frame: number;
  /** Resources to expect, where a preview has told. */
  readonly expected?: number;
}

const SPINNER = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

interface Node {
  readonly resource: ResourceProgress;
  readonly children: readonly Node[];
  /** Changed resources below and including this one. */
  readonly changed: number;
  readonly active: boolean;
  readonly failed: boolean;
}

/** The whole picture of an operation: a header with a bar, and the tree of what changes. Pure. */
export function renderTree(state: UpdateState, options: TreeOptions): string[] {
  const roots = forest(state);
  const budget = Math.max(3, options.rows - 2);
  // From everything to the bare minimum: the first that fits the window.
  for (const keep of [everything, collapsed, urgent]) {
    const lines = roots.flatMap((root) => draw(root, "", keep, options));
    if (lines.length <= budget) return [header(state, options), ...lines];
    if (keep === urgent) {
      const surplus = lines.length - budget + 1;
      const more = options.style.faint(`  … ${surplus} ${WORDS.more[options.lang]}`);
      return [header(state, options), ...lines.slice(0, budget - 1), more];
    }
  }
  return [header(state, options)];
}

type Keep = (node: Node) => { readonly show: boolean; readonly open: boolean };

const everything: Keep = (node) => ({ show: node.changed > 0 || node.active || node.failed, open: true });
const collapsed: Keep = (node) => ({ show: everything(node).show, open: node.active || node.failed });
const urgent: Keep = (node) => ({ show: node.active || node.failed, open: true });

function forest(state: UpdateState): Node[] {
  const children = new Map<string, ResourceProgress[]>();
  const roots: ResourceProgress[] = [];
  for (const resource of state.resources.values()) {
    if (isStack(resource)) continue;
    const parent = resource.parent === undefined ? undefined : state.resources.get(resource.parent);
    if (parent === undefined || isStack(parent)) roots.push(resource);
    else children.set(parent.urn, [...(children.get(parent.urn) ?? []), resource]);
  }
  const build = (resource: ResourceProgress): Node => {
    const below = (children.get(resource.urn) ?? []).map(build);
    return {
      resource,
      children: below,
      changed: (resource.change === "same" ? 0 : 1) + below.reduce((sum, node) => sum + node.changed, 0),
      active: (resource.phase === "running" && below.length === 0) || below.some((node) => node.active),
      failed: resource.phase === "failed" || below.some((node) => node.failed),
    };
  };
  return roots.map(build);
}

function isStack(resource: ResourceProgress): boolean {
  return resource.type === "pulumi:pulumi:Stack";
}

function draw(node: Node, indent: string, keep: Keep, options: TreeOptions): string[] {
  const { show, open } = keep(node);
  if (!show) return [];
  const own = row(node, indent, !open, options);
  return open ? [own, ...node.children.flatMap((child) => draw(child, `${indent}  `, keep, options))] : [own];
}

/** Names need no more: `artist-edge-cn-hangzhou-k-1` below three components. */
const MOST_NAME_COLUMNS = 40;
/** `ecs.EcsAutoSnapshotPolicyAttachment` is cut; what tells types apart stands in front. */
const MOST_TYPE_COLUMNS = 26;
const WORD_COLUMNS = 11;
/** Icon, word, time (`12m 05s`) and the gaps between. */
const FIXED_COLUMNS = 1 + 1 + WORD_COLUMNS + 1 + 1 + 1 + 7;

/** How a window's columns are shared; a narrow one shows no types. */
function shares(columns: number): { readonly name: number; readonly type: number } {
  const room = columns - 1 - FIXED_COLUMNS;
  if (room < 30) return { name: Math.max(8, room), type: 0 };
  const name = Math.min(MOST_NAME_COLUMNS, Math.ceil(room * 0.6));
  return { name, type: Math.min(MOST_TYPE_COLUMNS, room - name) };
}

function row(
  node: Node,
  indent: string,
  closed: boolean,
  { lang, style, columns, now, frame }: TreeOptions,
): string {
  const { resource } = node;
  const running = node.active && !node.failed;
  const icon = node.failed
    ? style.bad("✗")
    : running
      ? style.accent(SPINNER[frame % SPINNER.length] ?? "")
      : style.good("✓");
  const paint = resource.change === "same" ? style.faint : style[resource.change];
  const word = paint(
    padEnd(`${CHANGE_SIGNS[resource.change]} ${CHANGE_WORDS[resource.change][lang]}`, WORD_COLUMNS),
  );
  const share = shares(columns);
  const below = closed && node.changed > 1 ? ` (${node.changed})` : "";
  const name = truncate(`${indent}${resource.name}`, share.name - widthOf(below));
  const label = padEnd(
    `${node.children.length > 0 ? style.strong(name) : name}${style.faint(below)}`,
    share.name,
  );
  // Half of a replacement says more than the type.
  const step = resource.phase === "running" ? STEP_WORDS[resource.step]?.[lang] : undefined;
  const detail = padEnd(truncate(step ?? shortType(resource.type), share.type), share.type);
  const elapsed = duration(endOf(node, now) - resource.startedAt);
  return fit(
    [icon, word, label, ...(share.type > 0 ? [style.faint(detail)] : []), elapsed].join(" "),
    columns,
  );
}

/** When a resource and all below it ended; now, while one of them runs. */
function endOf(node: Node, now: number): number {
  if (node.active) return now;
  return Math.max(node.resource.endedAt ?? now, ...node.children.map((child) => endOf(child, now)));
}

const BAR_COLUMNS = 24;

function header(
  state: UpdateState,
  { kind, stack, sandbox, lang, style, columns, now, expected }: TreeOptions,
): string {
  const all = [...state.resources.values()].filter((resource) => !isStack(resource));
  const done = all.filter((resource) => resource.phase !== "running").length;
  const total = Math.max(expected ?? 0, all.length);
  const title = `${style.strong(OPERATION_WORDS[kind][lang])} ${style.accent(stack)}${sandbox ? style.faint(` · ${WORDS.sandbox[lang]}`) : ""}`;
  const elapsed = style.faint(duration((state.endedAt ?? now) - state.startedAt));
  // Without a preview nobody knows the total: a count is honest, a bar would not be.
  const gauge =
    expected === undefined
      ? `${done} ${WORDS.resources[lang]}`
      : `${bar(total === 0 ? 1 : done / total, BAR_COLUMNS, style)} ${done}/${total}`;
  return fit(`${title}  ${gauge}  ${elapsed}`, columns);
}

/** A bar of `columns` for a share from 0 to 1. */
export function bar(share: number, columns: number, style: Style): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * columns);
  return `${style.accent("━".repeat(full))}${style.faint("─".repeat(columns - full))}`;
}

/** A line that breaks would spoil the redraw: cut it, and lose its colours rather than the picture. */
function fit(line: string, columns: number): string {
  return widthOf(line) < columns ? line : truncate(line, columns - 1);
}

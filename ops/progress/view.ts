import type { Lang } from "../../components/locale/localized.ts";
import type { Terminal } from "../cli/terminal.ts";
import { HEARTBEAT_MS, heartbeat, plainLines } from "./plain.ts";
import { renderTree } from "./tree.ts";
import { emptyState, type UpdateState } from "./update-state.ts";
import { OPERATION_WORDS, type OperationKind, WORDS } from "./words.ts";

/** Shows an operation while it runs. `show` may be called as often as events come; views throttle by themselves. */
export interface View {
  show(state: UpdateState): void;
  /** Draws the last picture and leaves it standing. */
  close(state: UpdateState): void;
}

export interface ViewOptions {
  readonly kind: OperationKind;
  readonly stack: string;
  readonly sandbox: boolean;
  readonly lang: Lang;
  readonly expected?: number;
}

export function viewOf(terminal: Terminal, options: ViewOptions): View {
  return terminal.live ? liveView(terminal, options) : plainView(terminal, options);
}

/** Ten pictures a second look alive and cost nothing. */
const FRAME_MS = 100;

const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";
const CLEAR_BELOW = "\u001b[J";

function liveView(terminal: Terminal, options: ViewOptions): View {
  let state = emptyState(Date.now());
  let drawn = 0;
  let frame = 0;
  const draw = () => {
    const lines = renderTree(state, {
      ...options,
      style: terminal.style,
      columns: terminal.columns(),
      rows: terminal.rows() - 1,
      now: Date.now(),
      frame: frame++,
    });
    const up = drawn > 0 ? `\u001b[${drawn}A\r` : "";
    terminal.write(`${up}${CLEAR_BELOW}${lines.join("\n")}\n`);
    drawn = lines.length;
  };
  terminal.write(HIDE_CURSOR);
  // A cursor that stays hidden after Ctrl-C would outlive this program.
  const restore = () => terminal.write(SHOW_CURSOR);
  process.once("exit", restore);
  const timer = setInterval(draw, FRAME_MS);
  return {
    show: (next) => {
      state = next;
    },
    close: (last) => {
      clearInterval(timer);
      state = last;
      draw();
      restore();
      process.removeListener("exit", restore);
    },
  };
}

function plainView(terminal: Terminal, { kind, stack, sandbox, lang }: ViewOptions): View {
  let printed = emptyState(Date.now());
  let last = Date.now();
  let state = printed;
  const { style } = terminal;
  terminal.print(`${OPERATION_WORDS[kind][lang]} ${stack}${sandbox ? ` · ${WORDS.sandbox[lang]}` : ""}`);
  const flush = () => {
    const lines = plainLines(printed, state, lang, style);
    printed = state;
    if (lines.length === 0 && Date.now() - last < HEARTBEAT_MS) return;
    terminal.print(...(lines.length > 0 ? lines : [style.faint(heartbeat(state, Date.now(), lang))]));
    last = Date.now();
  };
  // One write a second at most, however many resources finish in it.
  const timer = setInterval(flush, 1000);
  return {
    show: (next) => {
      state = next;
    },
    close: (final) => {
      clearInterval(timer);
      state = final;
      const lines = plainLines(printed, state, lang, style);
      if (lines.length > 0) terminal.print(...lines);
    },
  };
}

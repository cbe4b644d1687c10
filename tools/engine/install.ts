/**
 * Makes an engine ready ahead of time, as an image build or CI wants it: `node tools/engine/install.ts [--offline]`.
 * Progress goes to standard error; the engine's folder to standard output.
 */
import { parseArgs } from "node:util";
import { langOf } from "../../components/locale/localized.ts";
import { type EngineProgress, EngineUnavailable, findEngine, UnknownOrigin } from "./engine.ts";

const { values } = parseArgs({ options: { offline: { type: "boolean", default: false } } });
const lang = langOf(process.env);
let shown = "";

function show({ text, done, total }: EngineProgress): void {
  const share =
    done === undefined
      ? ""
      : total === undefined
        ? ` ${done}`
        : ` ${Math.floor((100 * done) / total)}% (${done}/${total})`;
  const line = `${text[lang]}${share}`;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${line}`);
  // Without a terminal, a line per tenth: a log is read later, and thousands of lines are not read at all.
  else if (
    done === undefined ||
    total === undefined ||
    Math.floor((10 * done) / total) !== Math.floor((10 * (done - 1)) / total)
  ) {
    if (line !== shown && (total !== undefined || done === undefined || done % 50 === 0))
      process.stderr.write(`${line}\n`);
  }
  shown = line;
}

try {
  const engine = await findEngine({ report: show, offline: values.offline });
  if (process.stderr.isTTY && shown !== "") process.stderr.write("\n");
  process.stdout.write(`${engine.root}\n`);
} catch (error) {
  if (!(error instanceof EngineUnavailable || error instanceof UnknownOrigin)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

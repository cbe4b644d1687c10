import { BEGINNINGS, type Dataset, MOST_LINES } from "./datasets.ts";

/** An event's lines, without the last line break, and where in the file they begin. */
export interface LogEvent {
  readonly text: string;
  /** Bytes from the beginning of the file. */
  readonly offset: number;
}

/** Joins lines to events as Filebeat's multiline reader does. */
export class EventJoiner {
  readonly #beginning: RegExp | undefined;
  #lines: string[] = [];
  #offset = 0;

  constructor(dataset: Dataset) {
    const beginning = BEGINNINGS[dataset];
    this.#beginning = beginning === undefined ? undefined : new RegExp(beginning);
  }

  /** Takes a line; gives the event that ends before it, where one does. */
  take(line: string, offset: number): LogEvent | undefined {
    const begins = this.#beginning === undefined || this.#beginning.test(line);
    const finished = begins ? this.end() : undefined;
    if (this.#lines.length === 0) this.#offset = offset;
    if (this.#lines.length < MOST_LINES) this.#lines.push(line);
    return finished;
  }

  /** The event that nothing has ended yet. */
  end(): LogEvent | undefined {
    if (this.#lines.length === 0) return undefined;
    const event = { text: this.#lines.join("\n"), offset: this.#offset };
    this.#lines = [];
    return event;
  }
}

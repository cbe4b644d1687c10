import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";

/** The journal holds something that its writer never wrote. Repairing it by guess could lose objects that cost money. */
export class JournalDamaged extends Error {
  override readonly name = "JournalDamaged";
}

const NEWLINE = 0x0a;

/**
 * A file of JSON lines that only grows. A line is written by one system call, before whoever waits for it is told that
 * it is kept. A process that is killed leaves a beginning of its last line at most, which {@link Journal.open} cuts
 * off: nobody was told that it is kept. There is no `fsync`: what the kernel has taken survives the process, and a
 * sandbox needn't survive the machine.
 */
export class Journal {
  readonly #file: number;
  #bytes: number;

  private constructor(file: number, bytes: number) {
    this.#file = file;
    this.#bytes = bytes;
  }

  /**
   * Opens a journal, or begins one, and reads what is in it.
   * @throws JournalDamaged when a line other than a torn last one isn't JSON
   */
  static open(path: string): { readonly journal: Journal; readonly entries: readonly unknown[] } {
    const file = openSync(path, "a+", 0o600);
    try {
      const content = readFileSync(path);
      const end = content.lastIndexOf(NEWLINE) + 1;
      if (end < fstatSync(file).size) ftruncateSync(file, end);
      const lines = content.subarray(0, end).toString("utf8").split("\n").slice(0, -1);
      return {
        journal: new Journal(file, end),
        entries: lines.map((line, index) => parse(path, line, index)),
      };
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  /** Size in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds one entry. When this returns the entry is kept. */
  append(entry: unknown): void {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`, "utf8");
    const written = writeSync(this.#file, line);
    if (written !== line.length) {
      // A full disk takes part of a line. The next one must not be glued to it.
      ftruncateSync(this.#file, this.#bytes);
      throw new Error(`the disk took ${written} of ${line.length} bytes of the journal; is it full?`);
    }
    this.#bytes += written;
  }

  /** Forgets every entry. */
  clear(): void {
    ftruncateSync(this.#file, 0);
    this.#bytes = 0;
  }

  close(): void {
    closeSync(this.#file);
  }
}

function parse(path: string, line: string, index: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new JournalDamaged(`${path}:${index + 1} is no JSON: another program wrote to it`, { cause });
  }
}

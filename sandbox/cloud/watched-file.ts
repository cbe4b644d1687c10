import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";

/** A small JSON file that people and programs may change at any time; what it says holds from the next look on. */
export class WatchedFile<T> {
  readonly path: string;
  readonly #absent: T;
  #seen: { readonly mtimeMs: number; readonly size: number } | undefined;
  #content: T;

  /** @param absent what holds while there is no file */
  constructor(path: string, absent: T) {
    this.path = path;
    this.#absent = absent;
    this.#content = absent;
  }

  /** @throws when the file isn't JSON, with its name */
  read(): T {
    const now = this.#look();
    if (now?.mtimeMs !== this.#seen?.mtimeMs || now?.size !== this.#seen?.size) {
      this.#content = now === undefined ? this.#absent : this.#parse();
      this.#seen = now;
    }
    return this.#content;
  }

  /** Replaces the file, whole or not at all. */
  write(content: T): void {
    const temporary = `${this.path}.${process.pid}.new`;
    writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    renameSync(temporary, this.path);
    this.#content = content;
    this.#seen = this.#look();
  }

  #look(): { readonly mtimeMs: number; readonly size: number } | undefined {
    const stat = statSync(this.path, { throwIfNoEntry: false });
    return stat && { mtimeMs: stat.mtimeMs, size: stat.size };
  }

  #parse(): T {
    try {
      return JSON.parse(readFileSync(this.path, "utf8")) as T;
    } catch (cause) {
      throw new Error(`${this.path} is no JSON`, { cause });
    }
  }
}

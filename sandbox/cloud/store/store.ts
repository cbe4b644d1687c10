import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CloudObject } from "../object.ts";
import { Index } from "./index.ts";
import { Journal } from "./journal.ts";
import { Sealer } from "./sealing.ts";
import { becomeWriter } from "./single-writer.ts";

/** One object that came or changed, or one that went. */
export type Change = { readonly put: CloudObject } | { readonly drop: Pick<CloudObject, "type" | "id"> };

interface Entry {
  /** Grows by one with each entry; says which entries a snapshot holds already. */
  readonly number: number;
  readonly changes: readonly Change[];
}

interface Snapshot {
  readonly number: number;
  readonly objects: readonly CloudObject[];
}

export interface StoreOptions {
  /** Names of the attributes of a type that are kept sealed. */
  readonly sealed?: (type: string) => readonly string[];
  /** Bytes of journal beyond which it is folded into the snapshot. */
  readonly compactAbove?: number;
}

/** Some thousand changes: read back in milliseconds, and folding them takes as long. */
const COMPACT_ABOVE_BYTES = 4 * 1024 * 1024;

/**
 * Every object of the cloud: in memory, and in a journal that has each change before anybody learns of it. One process
 * at a time may have a store open.
 */
export class Store {
  readonly #folder: string;
  readonly #journal: Journal;
  readonly #release: () => void;
  readonly #sealer: Sealer;
  readonly #options: StoreOptions;
  readonly #objects = new Map<string, Map<string, CloudObject>>();
  /** By type and attribute, from the first question on. */
  readonly #indexes = new Map<string, Map<string, Index>>();
  /** Ids by type and client token. */
  readonly #marked = new Map<string, string>();
  #number = 0;
  #isOpen = true;

  private constructor(folder: string, release: () => void, options: StoreOptions) {
    this.#folder = folder;
    this.#release = release;
    this.#options = options;
    this.#sealer = Sealer.at(join(folder, "key"));
    const snapshot = readSnapshot(join(folder, "snapshot.json"));
    for (const object of snapshot?.objects ?? []) this.#keep(this.#opened(object));
    this.#number = snapshot?.number ?? 0;
    const { journal, entries } = Journal.open(join(folder, "journal.jsonl"));
    this.#journal = journal;
    for (const { number, changes } of entries as readonly Entry[]) {
      // A process that is killed between writing a snapshot and clearing the journal leaves entries that are in both.
      if (number <= this.#number) continue;
      for (const change of changes) {
        if ("put" in change) this.#keep(this.#opened(change.put));
        else this.#forget(change.drop);
      }
      this.#number = number;
    }
  }

  /**
   * Opens the store in `folder`, or begins one there.
   * @throws StoreInUse while another process has it open; JournalDamaged
   */
  static open(folder: string, options: StoreOptions = {}): Store {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const release = becomeWriter(join(folder, "writers"));
    try {
      return new Store(folder, release, options);
    } catch (error) {
      release();
      throw error;
    }
  }

  get(type: string, id: string): CloudObject | undefined {
    return this.#objects.get(type)?.get(id);
  }

  /** The objects of one type, in the order in which they came. */
  ofType(type: string): Iterable<CloudObject> {
    return this.#objects.get(type)?.values() ?? [];
  }

  /**
   * The objects of one type whose attribute is this text, or a list with this text in it. Costs what is found, not what
   * is there. What an object becomes by itself isn't seen.
   */
  having(type: string, attribute: string, value: string): Iterable<CloudObject> {
    return this.#index(type, attribute).of(value);
  }

  /** How many objects of a type there are. */
  count(type: string): number {
    return this.#objects.get(type)?.size ?? 0;
  }

  /** The id of the object of a type that a request with this token has created. */
  idMarked(type: string, clientToken: string): string | undefined {
    return this.#marked.get(`${type} ${clientToken}`);
  }

  *all(): Iterable<CloudObject> {
    for (const objects of this.#objects.values()) yield* objects.values();
  }

  /** Makes all the changes or none. When this returns they survive the process. */
  commit(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    const number = this.#number + 1;
    const sealed = changes.map((change) => ("put" in change ? { put: this.#sealed(change.put) } : change));
    this.#journal.append({ number, changes: sealed } satisfies Entry);
    this.#number = number;
    for (const change of changes) {
      if ("put" in change) this.#keep(change.put);
      else this.#forget(change.drop);
    }
    if (this.#journal.bytes > (this.#options.compactAbove ?? COMPACT_ABOVE_BYTES)) this.compact();
  }

  /** Folds the journal into the snapshot. A process that is killed meanwhile loses nothing. */
  compact(): void {
    const path = join(this.#folder, "snapshot.json");
    const snapshot: Snapshot = {
      number: this.#number,
      objects: [...this.all()].map((object) => this.#sealed(object)),
    };
    writeFileSync(`${path}.new`, JSON.stringify(snapshot), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    this.#journal.clear();
  }

  /** Closing twice is closing once: the file's number may be another file's by then. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#journal.close();
    this.#release();
  }

  #index(type: string, attribute: string): Index {
    const ofType = this.#indexes.get(type) ?? new Map<string, Index>();
    this.#indexes.set(type, ofType);
    const index = ofType.get(attribute) ?? new Index(attribute, this.ofType(type));
    ofType.set(attribute, index);
    return index;
  }

  #keep(object: CloudObject): void {
    const objects = this.#objects.get(object.type) ?? new Map<string, CloudObject>();
    const before = objects.get(object.id);
    for (const index of this.#indexes.get(object.type)?.values() ?? []) index.replace(before, object);
    objects.set(object.id, object);
    this.#objects.set(object.type, objects);
    if (object.clientToken) this.#marked.set(`${object.type} ${object.clientToken}`, object.id);
  }

  #forget({ type, id }: Pick<CloudObject, "type" | "id">): void {
    const objects = this.#objects.get(type);
    for (const index of this.#indexes.get(type)?.values() ?? []) index.replace(objects?.get(id), undefined);
    const token = objects?.get(id)?.clientToken;
    if (token) this.#marked.delete(`${type} ${token}`);
    objects?.delete(id);
  }

  #sealed(object: CloudObject): CloudObject {
    const names = this.#options.sealed?.(object.type) ?? [];
    return { ...object, attributes: this.#sealer.seal(object.attributes, names) };
  }

  #opened(object: CloudObject): CloudObject {
    return { ...object, attributes: this.#sealer.open(object.attributes) };
  }
}

function readSnapshot(path: string): Snapshot | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Snapshot;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

import type { Earlier, Kept, MailboxStore } from "../mailbox/store.ts";
import { StoreUnavailable } from "../mailbox/store.ts";
import type { Message } from "../message.ts";

/** Mailboxes in this process's memory: for tests of what stands above the store. */
export class MemoryStore implements MailboxStore {
  available = true;
  readonly #mailboxes = new Map<string, Kept[]>();
  readonly #ids = new Set<string>();
  readonly #used = new Map<string, string>();
  #arrived: (mailbox: string) => void = () => {};
  #last = 0;

  async append(mailbox: string, message: Message): Promise<boolean> {
    this.#asked();
    if (this.#ids.has(message.id)) return false;
    this.#ids.add(message.id);
    this.#last += 1;
    this.#mailboxes.set(mailbox, [
      ...(this.#mailboxes.get(mailbox) ?? []),
      { cursor: `${this.#last}-0`, message },
    ]);
    this.#arrived(mailbox);
    return true;
  }

  async read(mailbox: string, after: string | undefined, limit: number): Promise<readonly Kept[]> {
    this.#asked();
    const from = Number(after?.split("-")[0] ?? 0);
    return (this.#mailboxes.get(mailbox) ?? [])
      .filter(({ cursor }) => Number.parseInt(cursor, 10) > from)
      .slice(0, limit);
  }

  async acknowledge(mailbox: string, through: string): Promise<number> {
    this.#asked();
    const all = this.#mailboxes.get(mailbox) ?? [];
    const left = all.filter(({ cursor }) => Number.parseInt(cursor, 10) > Number.parseInt(through, 10));
    this.#mailboxes.set(mailbox, left);
    return all.length - left.length;
  }

  async remember(key: string, fingerprint: string): Promise<Earlier> {
    this.#asked();
    const earlier = this.#used.get(key);
    if (earlier === undefined) this.#used.set(key, fingerprint);
    return earlier === undefined ? "nothing" : earlier === fingerprint ? "the same" : "another";
  }

  onArrival(arrived: (mailbox: string) => void): void {
    this.#arrived = arrived;
  }

  async sweep(): Promise<number> {
    return 0;
  }

  #asked(): void {
    if (!this.available) throw new StoreUnavailable("away");
  }
}

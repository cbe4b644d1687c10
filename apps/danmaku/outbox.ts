/** The part of a socket that an outbox needs. */
export interface Sink {
  /** Bytes that the socket holds and the network hasn't taken. */
  readonly bufferedAmount: number;
  send(text: string, sent: (error?: Error) => void): void;
}

/** Bytes that may lie in a socket: some dozens of comments, so that the network is never waited for one by one. */
const WINDOW_BYTES = 16 * 1024;
/** Frames that wait for a slow phone: what a busy room says in some ten seconds. */
export const MOST_WAITING = 128;

/**
 * What waits for one phone, bounded. When it is full the oldest comment goes: it is worth the least, its picture has moved
 * on. Answers to the phone itself are never dropped; there are no more of them than it may send, and one that asks and
 * never listens is `overwhelmed`.
 */
export class Outbox {
  readonly #sink: Sink;
  readonly #dropped: () => void;
  readonly #waiting: { readonly text: string; readonly droppable: boolean }[] = [];
  #overwhelmed = false;

  constructor(sink: Sink, dropped: () => void) {
    this.#sink = sink;
    this.#dropped = dropped;
  }

  /** Whether so many answers wait that nobody can be listening. */
  get overwhelmed(): boolean {
    return this.#overwhelmed;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** A comment: may be dropped. */
  offer(text: string): void {
    this.#push(text, true);
  }

  /** An answer: stays. */
  answer(text: string): void {
    this.#push(text, false);
  }

  #push(text: string, droppable: boolean): void {
    if (this.#waiting.length >= MOST_WAITING) {
      const oldest = this.#waiting.findIndex((frame) => frame.droppable);
      if (oldest >= 0) {
        this.#waiting.splice(oldest, 1);
        this.#dropped();
      } else if (droppable) {
        this.#dropped();
        return;
      } else {
        this.#overwhelmed = true;
        return;
      }
    }
    this.#waiting.push({ text, droppable });
    this.#pump();
  }

  #pump(): void {
    while (this.#sink.bufferedAmount < WINDOW_BYTES) {
      const frame = this.#waiting.shift();
      if (!frame) return;
      this.#sink.send(frame.text, (error) => {
        if (!error) this.#pump();
      });
    }
  }
}

import type { Comment } from "./comment.ts";

/**
 * What this gateway has said lately. Queues of gateways live in the memory of one broker node: when it dies, comments that
 * it had confirmed and not yet handed over die with it. So each gateway keeps its own for a while and says them again.
 */
export class Recent {
  readonly #comments = new Map<string, { readonly comment: Comment; readonly at: number }>();
  readonly #seconds: number;
  readonly #most: number;
  readonly #now: () => number;

  constructor(seconds: number, most: number, now: () => number = () => performance.now()) {
    this.#seconds = seconds;
    this.#most = most;
    this.#now = now;
  }

  add(comment: Comment): void {
    this.#forget();
    this.#comments.set(comment.id, { comment, at: this.#now() });
    if (this.#comments.size > this.#most) this.#comments.delete(this.#comments.keys().next().value as string);
  }

  /** The oldest first. */
  all(): readonly Comment[] {
    this.#forget();
    return [...this.#comments.values()].map(({ comment }) => comment);
  }

  #forget(): void {
    const oldest = this.#now() - this.#seconds * 1000;
    for (const [id, { at }] of this.#comments) {
      if (at >= oldest) return;
      this.#comments.delete(id);
    }
  }
}

/** A clock that goes on when a test says so. */
export class TestClock {
  #now = Date.UTC(2026, 10, 24, 9, 30);

  /** Milliseconds since 1970. */
  readonly now = (): number => this.#now;

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

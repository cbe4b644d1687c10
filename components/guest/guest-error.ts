/** Parts that do not make a machine; every problem is listed, not only the first. */
export class GuestError extends Error {
  readonly guest: string;
  readonly problems: readonly string[];

  constructor(guest: string, problems: readonly string[]) {
    super(`the guest ${guest} can't be made:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "GuestError";
    this.guest = guest;
    this.problems = problems;
  }
}

import type { Account } from "../account.ts";
import { ApiError } from "../problem.ts";
import type { Claim } from "./claim.ts";

/** How far a request's clock may be from ours (API reference, common parameters: 15 minutes). */
const SKEW_MS = 15 * 60_000;

/** Lets in who can prove to be the account, once per nonce. */
export class Gate {
  readonly #account: Account;
  readonly #now: () => number;
  /** Nonces seen, each with the time at which it can be forgotten, oldest first. */
  readonly #nonces = new Map<string, number>();

  constructor(account: Account, now: () => number = Date.now) {
    this.#account = account;
    this.#now = now;
  }

  /** @throws ApiError in the gateway's own words */
  check(claim: Claim | undefined): void {
    if (claim === undefined) {
      throw new ApiError(
        400,
        "MissingAccessKeyId",
        "AccessKeyId is mandatory for this action: unsigned requests are refused.",
      );
    }
    if (claim.accessKeyId !== this.#account.accessKeyId) {
      throw new ApiError(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
    }
    this.#checkTime(claim.at);
    if (!claim.isSignedBy(this.#account.accessKeySecret)) {
      throw new ApiError(
        400,
        "SignatureDoesNotMatch",
        "Specified signature does not match our calculation. Please check your access key id and secret.",
      );
    }
    // Only a request that is really signed uses its nonce up.
    this.#checkNonce(claim.nonce);
  }

  #checkTime(at: number | undefined): void {
    if (at === undefined) {
      throw new ApiError(
        400,
        "InvalidTimeStamp.Format",
        "Specified time stamp or date value is not well formatted.",
      );
    }
    if (Math.abs(this.#now() - at) > SKEW_MS) {
      throw new ApiError(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
    }
  }

  #checkNonce(nonce: string | undefined): void {
    if (nonce === undefined) return;
    const now = this.#now();
    for (const [old, until] of this.#nonces) {
      if (until > now) break;
      this.#nonces.delete(old);
    }
    if (this.#nonces.has(nonce)) {
      throw new ApiError(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
    }
    // A request older than the allowed skew is refused for its time, so nothing has to be kept longer than both skews.
    this.#nonces.set(nonce, now + 2 * SKEW_MS);
  }
}

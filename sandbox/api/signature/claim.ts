/** What a signed request claims: who sends it, when, and the proof. The same for each way to sign. */
export interface Claim {
  readonly accessKeyId: string;
  /** Whether the signature is the one that this secret gives. */
  readonly isSignedBy: (secret: string) => boolean;
  /** Milliseconds since 1970; undefined when the request carries no time that can be read. */
  readonly at: number | undefined;
  /** A number that no other request has; undefined in the ways that have none. */
  readonly nonce?: string;
}

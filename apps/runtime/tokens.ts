import { errors, type JWTPayload, jwtVerify, SignJWT } from "jose";

/** Nobody holds a token longer than this, whatever it says of itself: a stolen one is soon worth nothing. */
const LONGEST_SECONDS = 600;
/** Clocks of machines that NTP keeps differ less. */
const CLOCK_TOLERANCE_SECONDS = 5;
const ALGORITHM = "HS256";

/** Why a token was refused, in a word that may be told to whoever brought it. */
export class TokenRefused extends Error {
  readonly reason: "expired" | "invalid";

  constructor(reason: "expired" | "invalid", options?: ErrorOptions) {
    super(`the token is ${reason}`, options);
    this.name = "TokenRefused";
    this.reason = reason;
  }
}

/** Tokens for one app: JWT signed by HMAC-SHA-256 with a key that the API server and the app share. */
export class Tokens {
  readonly #key: Uint8Array;
  readonly #audience: string;

  constructor(key: Uint8Array, audience: string) {
    this.#key = key;
    this.#audience = audience;
  }

  /** @throws TokenRefused */
  async verify(token: string): Promise<JWTPayload & { readonly sub: string }> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        audience: this.#audience,
        requiredClaims: ["sub", "exp"],
        maxTokenAge: LONGEST_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      return payload as JWTPayload & { readonly sub: string };
    } catch (error) {
      throw new TokenRefused(error instanceof errors.JWTExpired ? "expired" : "invalid", { cause: error });
    }
  }

  /** What the API server does for its users; here for tests and for an operator who looks for a fault. */
  sign(subject: string, claims: Readonly<Record<string, unknown>>, seconds: number): Promise<string> {
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
      .setSubject(subject)
      .setAudience(this.#audience)
      .setIssuedAt()
      .setExpirationTime(`${seconds} s`)
      .sign(this.#key);
  }
}

import { createHmac } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/** Bytes of a derived password: 144 bits of chance, and 24 characters in base64url. */
const BYTES = 18;

/**
 * A password of its own for each account, from one key: a host that is broken into gives away its own account's and
 * nobody else's, and operators keep one secret. The start has the character classes that RDS and Tair ask for, the whole
 * has 28 characters (RDS takes 8 to 32: API reference of CreateAccount) and nothing that a URL, an XML attribute or
 * SQL would want escaped.
 *
 * @param account e.g. `artist mysql app`; another text is another password
 */
export function derivedPassword(dataKey: string, account: string): string {
  const digest = createHmac("sha256", Buffer.from(dataKey, "hex")).update(account).digest();
  return `Aa1_${digest.subarray(0, BYTES).toString("base64url")}`;
}

/** A key in hexadecimal digits from the same source, for what takes letters and digits alone. */
export function derivedKey(dataKey: string, purpose: string): string {
  return createHmac("sha256", Buffer.from(dataKey, "hex")).update(purpose).digest("hex").slice(0, 32);
}

/** As {@link derivedPassword}, of a secret output. */
export function passwordFrom(dataKey: pulumi.Input<string>, account: string): pulumi.Output<string> {
  return pulumi.secret(pulumi.output(dataKey).apply((key) => derivedPassword(key, account)));
}

/** As {@link derivedKey}, of a secret output. */
export function keyFrom(dataKey: pulumi.Input<string>, purpose: string): pulumi.Output<string> {
  return pulumi.secret(pulumi.output(dataKey).apply((key) => derivedKey(key, purpose)));
}

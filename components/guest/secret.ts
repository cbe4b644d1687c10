import { createHash } from "node:crypto";
import type { Guest, SecretForm, SecretName, SecretRef, SecretText } from "./guest.ts";

/** A hole for a secret, for use inside {@link secretText}. */
export function secret(name: SecretName, as?: SecretForm): SecretRef {
  return as === undefined ? { secret: name } : { secret: name, as };
}

type Fragment = string | number | SecretRef | SecretText;

/**
 * A text with holes for secrets, written as it will stand in the file:
 * ``secretText`auth_pass ${secret("vrrpPassword")}\n` ``. Neighbouring plain pieces are joined, so that equal texts
 * are equal values.
 */
export function secretText(strings: TemplateStringsArray, ...values: readonly Fragment[]): SecretText {
  const parts: (string | SecretRef)[] = [];
  const push = (piece: string | SecretRef): void => {
    const last = parts.at(-1);
    if (typeof piece === "string" && typeof last === "string") parts[parts.length - 1] = last + piece;
    else if (piece !== "") parts.push(piece);
  };
  strings.forEach((text, index) => {
    push(text);
    const value = values[index];
    if (value === undefined) return;
    if (typeof value === "object" && "parts" in value) for (const piece of value.parts) push(piece);
    else push(typeof value === "number" ? String(value) : value);
  });
  return { parts };
}

/**
 * The text with its holes filled: what the machine, or the lab, writes to disk.
 * @throws Error that names the secret when a value is missing
 */
export function fillSecrets(
  text: string | SecretText,
  values: Readonly<Partial<Record<SecretName, string>>>,
): string {
  if (typeof text === "string") return text;
  return text.parts
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const value = values[piece.secret];
      if (value === undefined || value === "") throw new Error(`no value for the secret ${piece.secret}`);
      return piece.as === "rabbitmqHash" ? rabbitmqHash(value) : value;
    })
    .join("");
}

/** Bytes of salt in RabbitMQ's hashes. */
const SALT_BYTES = 4;

/**
 * A password's hash as RabbitMQ keeps it: the salt, and SHA-256 of salt and password, in base64. The salt comes from the
 * password, so that every node writes the same; with passwords of 256 random bits there is nothing for a table to gain.
 * fill-secrets does the same on the machine.
 */
export function rabbitmqHash(password: string): string {
  const sha256 = (...parts: (string | Buffer)[]): Buffer =>
    parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
  const salt = sha256("salt:", password).subarray(0, SALT_BYTES);
  return Buffer.concat([salt, sha256(salt, password)]).toString("base64");
}

/** Does a file hold a secret? */
export function isSecretText(content: string | SecretText): content is SecretText {
  return typeof content === "object" && content.parts.some((piece) => typeof piece === "object");
}

/** The secrets that a guest needs, sorted: exactly these may its host read, and no others. */
export function secretsOf(guest: Pick<Guest, "files">): readonly SecretName[] {
  const names = guest.files.flatMap(({ content }) =>
    typeof content === "string"
      ? []
      : content.parts.flatMap((piece) => (typeof piece === "string" ? [] : [piece.secret])),
  );
  return [...new Set(names)].sort();
}

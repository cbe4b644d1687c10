import { createHmac } from "node:crypto";
import { type Deployment, type ExportedResource, isSecret, secretOf } from "../stack/deployment.ts";

/** Names of a provider's settings that let somebody in, be they marked as secrets or not. */
const CREDENTIAL =
  /password|passphrase|secret|token|key|credential|kubeconfig|user(?:name)?$|auth|certificate|cert|profile/i;

/** An unkeyed digest of secrets: whoever guesses a short secret can check the guess by it. */
const DIGEST_NAME = /^(?:versionId|secret-?digest)$/i;

/** Shorter texts stand in every other word: to look for them elsewhere would redact the whole state. */
const MIN_TRACE = 6;

/** Where somebody's machine or an earlier state shows, and no preview looks. */
const DROPPED: ReadonlySet<string> = new Set(["sourcePosition", "stackTrace", "created", "modified"]);

/**
 * The state without secrets. Each is replaced by a digest keyed with something that stays on the trusted side, so that
 * another value gives another digest, and nobody finds a value by trying: the key has 256 bits. A digest is bound to its
 * place too, so that equal secrets don't show as equal.
 * @param deployment with readable secrets, as `stack export --show-secrets` gives it
 */
export function redact(deployment: Deployment, key: Buffer): Deployment {
  const { resources = [] } = deployment;
  const traces = tracesOf(resources);
  const redacted = resources
    .filter((resource) => resource.delete !== true)
    .map((resource) => redactResource(resource, new Redaction(key, resource, traces)));
  return { resources: redacted };
}

function redactResource(resource: ExportedResource, redaction: Redaction): ExportedResource {
  const kept = Object.entries(resource).filter(([name]) => !DROPPED.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => {
      if (name === "replacementTrigger") return [name, redaction.standIn(name, value)];
      // Identity holds no secret, and must lead where it led.
      if (["urn", "type", "parent", "provider", "dependencies", "propertyDependencies"].includes(name))
        return [name, value];
      return [name, redaction.value(name, value)];
    }),
  ) as ExportedResource;
}

class Redaction {
  readonly #key: Buffer;
  readonly #urn: string;
  readonly #isProvider: boolean;
  readonly #traces: readonly string[];

  constructor(key: Buffer, { urn, type }: ExportedResource, traces: readonly string[]) {
    this.#key = key;
    this.#urn = urn;
    this.#isProvider = type.startsWith("pulumi:providers:");
    this.#traces = traces;
  }

  value(path: string, value: unknown): unknown {
    if (isSecret(value)) return secretOf(this.standIn(path, plaintextOf(value)));
    if (Array.isArray(value)) return value.map((item, index) => this.value(`${path}[${index}]`, item));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          name,
          this.#mustGo(name) ? this.standIn(`${path}.${name}`, inner) : this.value(`${path}.${name}`, inner),
        ]),
      );
    }
    if (typeof value === "string" && this.#traces.some((trace) => value.includes(trace)))
      return this.standIn(path, value);
    return value;
  }

  #mustGo(name: string): boolean {
    return DIGEST_NAME.test(name) || (this.#isProvider && CREDENTIAL.test(name));
  }

  /** Of the same shape, so that a preview can compare it with the program's. */
  standIn(path: string, value: unknown): unknown {
    if (isSecret(value)) return this.standIn(path, plaintextOf(value));
    if (Array.isArray(value)) return value.map((item, index) => this.standIn(`${path}[${index}]`, item));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, this.standIn(`${path}.${name}`, inner)]),
      );
    }
    if (value === null || value === undefined || value === "") return value;
    const digest = createHmac("sha256", this.#key)
      .update(JSON.stringify([this.#urn, path, value]))
      .digest();
    if (typeof value === "number") return digest.readUInt32BE(0);
    if (typeof value === "boolean") return (digest[0] ?? 0) % 2 === 1;
    return `hmac-${digest.toString("hex")}`;
  }
}

function plaintextOf(value: unknown): unknown {
  const { plaintext, ciphertext } = value as { plaintext?: string; ciphertext?: string };
  if (plaintext !== undefined) return JSON.parse(plaintext) as unknown;
  // Without its value its ciphertext stands for it: another value has another one.
  return ciphertext ?? "";
}

/** Every secret text in the forms in which it may stand elsewhere: as it is, in base64, in hexadecimal, in a URL. */
function tracesOf(resources: readonly ExportedResource[]): readonly string[] {
  const texts = new Set<string>();
  const visit = (value: unknown, inSecret: boolean): void => {
    if (isSecret(value)) visit(plaintextOf(value), true);
    else if (typeof value === "string" && inSecret) texts.add(value);
    else if (typeof value === "object" && value !== null) {
      for (const inner of Object.values(value)) visit(inner, inSecret);
    }
  };
  for (const { inputs, outputs } of resources) {
    visit(inputs, false);
    visit(outputs, false);
  }
  const long = [...texts].filter((text) => text.length >= MIN_TRACE && !isOrdinary(text));
  const forms = long.flatMap((text) => [
    text,
    ...base64Forms(text),
    Buffer.from(text).toString("hex"),
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
  ]);
  return [...new Set(forms)];
}

/**
 * Host names, words, numbers: a provider marks them as secret along with the map around them, and they stand in every
 * other place. A generated secret mixes letters and digits, or cases, in one piece.
 */
function isOrdinary(text: string): boolean {
  return text
    .split(/[^A-Za-z0-9]+/)
    .every((piece) => /^(?:\d{1,10}|[A-Za-z]?[a-z]*|[A-Z]*|[a-z]{1,4}\d{1,3})$/.test(piece));
}

/** Base64 of a text in the middle of another: three ways, by where it begins, without the characters that its neighbours share. */
function base64Forms(text: string): readonly string[] {
  return [0, 1, 2].map((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]);
    const own = Math.floor((bytes.length * 8) / 6);
    return bytes.toString("base64").slice(shift === 0 ? 0 : shift + 1, own);
  });
}

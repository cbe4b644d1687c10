import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { Attributes, Value } from "../object.ts";
import { isRecord } from "../object.ts";

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
/** What NIST SP 800-38D recommends for GCM. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Marks an attribute whose value is sealed. */
const MARK = "$sealed";

/**
 * Keeps secrets out of the store's files, as a cloud's key service does: whoever attaches the journal to a bug report
 * gives nothing away. The key lies beside the files, so it is no protection from who can read the whole folder.
 */
export class Sealer {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** Reads the key at `path`, or makes one that only its owner can read. */
  static at(path: string): Sealer {
    try {
      writeFileSync(path, randomBytes(KEY_BYTES), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const key = readFileSync(path);
    if (key.length !== KEY_BYTES) throw new Error(`${path} has ${key.length} bytes, a key has ${KEY_BYTES}`);
    return new Sealer(key);
  }

  /** The attributes with those of the given names sealed. */
  seal(attributes: Attributes, names: readonly string[]): Attributes {
    const present = names.filter((name) => attributes[name] !== undefined);
    if (present.length === 0) return attributes;
    return {
      ...attributes,
      ...Object.fromEntries(present.map((name) => [name, this.#close(attributes[name] ?? null)])),
    };
  }

  /** The attributes with everything open that {@link seal} closed. */
  open(attributes: Attributes): Attributes {
    return Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => {
        const sealed = isRecord(value) ? value[MARK] : undefined;
        return [name, typeof sealed === "string" ? this.#open(sealed) : value];
      }),
    );
  }

  #close(value: Value): Value {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#key, nonce);
    const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
    return { [MARK]: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64") };
  }

  #open(sealed: string): Value {
    const bytes = Buffer.from(sealed, "base64");
    const decipher = createDecipheriv(ALGORITHM, this.#key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const body = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(body.toString("utf8")) as Value;
  }
}

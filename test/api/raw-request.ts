import { createHash, createHmac, randomUUID } from "node:crypto";
import { request } from "node:http";
import type { Account } from "../../sandbox/api/account.ts";

/** Where to send, and who sends. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly account: Pick<Account, "accessKeyId" | "accessKeySecret">;
}

export interface RawAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON says
  readonly body: Record<string, any>;
}

/** What a test may do wrong on purpose. */
export interface Oddities {
  readonly nonce?: string;
  readonly time?: Date;
  /** The signature is spoilt. */
  readonly spoilt?: boolean;
}

/** Signed by hand, as documentation says and no SDK would: tests of signatures can't be signed by what they test. */
export type Signing = (
  target: Target,
  parameters: Readonly<Record<string, string>>,
  oddities?: Oddities,
) => Promise<RawAnswer>;

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const spoil = (signature: string): string => [...signature].reverse().join("");

/** RPC with signature version 1.0: everything in the query. */
export const signedV1: Signing = (
  target,
  parameters,
  { nonce = randomUUID(), time = new Date(), spoilt } = {},
) => {
  const all: Record<string, string> = {
    Format: "JSON",
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: nonce,
    Timestamp: time.toISOString().replace(/\.\d+Z$/, "Z"),
    AccessKeyId: target.account.accessKeyId,
    ...parameters,
  };
  const query = Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join("&");
  const signature = createHmac("sha1", `${target.account.accessKeySecret}&`)
    .update(`GET&${encoded("/")}&${encoded(query)}`)
    .digest("base64");
  return send(target, {
    method: "GET",
    path: `/?${query}&Signature=${encoded(spoilt ? spoil(signature) : signature)}`,
  });
};

/** RPC with signature version 3: the action in the headers. */
export const signedV3: Signing = (
  target,
  { Action = "", Version = "", ...parameters },
  { nonce = randomUUID(), time = new Date(), spoilt } = {},
) => {
  const digest = createHash("sha256").update("").digest("hex");
  const query = Object.entries(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join("&");
  const headers: Record<string, string> = {
    host: `${target.host}:${target.port}`,
    "x-acs-action": Action,
    "x-acs-content-sha256": digest,
    "x-acs-date": time.toISOString().replace(/\.\d+Z$/, "Z"),
    "x-acs-signature-nonce": nonce,
    "x-acs-version": Version,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    "POST",
    "/",
    query,
    ...names.map((name) => `${name}:${headers[name]}`),
    "",
    names.join(";"),
    digest,
  ].join("\n");
  const signature = createHmac("sha256", target.account.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${createHash("sha256").update(canonical).digest("hex")}`)
    .digest("hex");
  const authorization = `ACS3-HMAC-SHA256 Credential=${target.account.accessKeyId},SignedHeaders=${names.join(";")},Signature=${spoilt ? spoil(signature) : signature}`;
  return send(target, { method: "POST", path: `/?${query}`, headers: { ...headers, authorization } });
};

interface Plain {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** Sends what it is told to, signed or not. */
export function send(
  { host, port }: Pick<Target, "host" | "port">,
  { method, path, headers = {}, body }: Plain,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host, port, method, path, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

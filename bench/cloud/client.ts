import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import type { Account } from "../../sandbox/api/account.ts";
import { encoded, sha1, sortedQuery } from "../../sandbox/api/signature/encoding.ts";

/** A client that costs as little as it can: signed RPC requests over kept connections. */
export class BenchClient {
  readonly #target: { readonly host: string; readonly port: number };
  readonly #account: Account;
  readonly #agent: Agent;

  constructor(
    target: { readonly host: string; readonly port: number },
    account: Account,
    connections: number,
  ) {
    this.#target = target;
    this.#account = account;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @returns milliseconds until the whole answer was there @throws Error for any answer but 200 */
  call(action: string, parameters: Readonly<Record<string, string>>): Promise<number> {
    const pairs = Object.entries({
      ...parameters,
      Action: action,
      Version: "2016-04-28",
      Format: "JSON",
      AccessKeyId: this.#account.accessKeyId,
      SignatureMethod: "HMAC-SHA1",
      SignatureVersion: "1.0",
      SignatureNonce: randomUUID(),
      Timestamp: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    });
    const text = ["GET", encoded("/"), encoded(sortedQuery(pairs))].join("&");
    const signature = sha1(`${this.#account.accessKeySecret}&`, text);
    const path = `/?${sortedQuery([...pairs, ["Signature", signature]])}`;
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request({ ...this.#target, path, agent: this.#agent }, (answer) => {
        answer.resume();
        answer.once("end", () => {
          if (answer.statusCode === 200) resolve(performance.now() - began);
          else reject(new Error(`${action}: ${answer.statusCode}`));
        });
      });
      sent.once("error", reject);
      sent.end();
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const CREDENTIALS = { id: "STS.TestKeyId", secret: "TestKeySecret", token: "TestSecurityToken+/=" } as const;
const METADATA_TOKEN = "test-metadata-token";

/** What surrounds an ECS instance: its metadata service in hardened mode, and OOS behind signature checks. */
export class AlicloudMachine {
  readonly #server: Server;
  /** The store: parameter name to value. */
  readonly parameters = new Map<string, string>();
  /** Requests that OOS answered, and how. */
  readonly calls: { readonly parameter: string; readonly answer: number }[] = [];
  /** How many of the next requests fail, and how. */
  metadataFailures = 0;
  throttled = 0;
  roleAttached = true;

  private constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async start(): Promise<AlicloudMachine> {
    const machine = new AlicloudMachine();
    await new Promise<void>((resolve) => machine.#server.listen(0, "127.0.0.1", resolve));
    return machine;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", this.url);
    request.resume();
    if (url.pathname.startsWith("/latest/")) this.#metadata(request, response, url.pathname);
    else this.#oos(request, response, url);
  }

  #metadata(request: IncomingMessage, response: ServerResponse, path: string): void {
    if (this.metadataFailures > 0) {
      this.metadataFailures--;
      response.writeHead(500).end("not yet");
      return;
    }
    if (path === "/latest/api/token") {
      const seconds = Number(request.headers["x-aliyun-ecs-metadata-token-ttl-seconds"]);
      const right = request.method === "PUT" && seconds >= 1 && seconds <= 21600;
      response.writeHead(right ? 200 : 400).end(right ? METADATA_TOKEN : "");
      return;
    }
    if (request.headers["x-aliyun-ecs-metadata-token"] !== METADATA_TOKEN) {
      response.writeHead(403).end("hardened mode");
      return;
    }
    const base = "/latest/meta-data/ram/security-credentials/";
    if (!this.roleAttached) response.writeHead(404).end("no role");
    else if (path === base) response.end("hougu-artist-edge");
    else if (path === `${base}hougu-artist-edge`)
      response.end(
        JSON.stringify({
          AccessKeyId: CREDENTIALS.id,
          AccessKeySecret: CREDENTIALS.secret,
          SecurityToken: CREDENTIALS.token,
          Expiration: "2099-01-01T00:00:00Z",
          Code: "Success",
        }),
      );
    else response.writeHead(404).end();
  }

  #oos(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const parameter = url.searchParams.get("Name") ?? "";
    const [status, body] = this.#parameter(parameter, request, url);
    this.calls.push({ parameter, answer: status });
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ RequestId: "7F14FB7C-TEST", ...body }));
  }

  #parameter(name: string, request: IncomingMessage, url: URL): [number, Record<string, unknown>] {
    const wrong = signatureProblem(request, url);
    if (wrong !== undefined) return [400, { Code: "SignatureDoesNotMatch", Message: wrong }];
    if (this.throttled > 0) {
      this.throttled--;
      return [429, { Code: "Throttling.User", Message: "Request was denied due to user flow control." }];
    }
    const value = this.parameters.get(name);
    if (value === undefined)
      return [404, { Code: "EntityNotExists.Parameter", Message: `The ${name} does not exist.` }];
    const decrypted = url.searchParams.get("WithDecryption") === "true";
    return [200, { Parameter: { Name: name, Type: "Secret", Value: decrypted ? value : "" } }];
  }
}

/** Checks a request as the documentation of V3 (ACS3-HMAC-SHA256) says; written apart from the script under test. */
function signatureProblem(request: IncomingMessage, url: URL): string | undefined {
  const header = (name: string): string => String(request.headers[name] ?? "");
  if (header("x-acs-action") !== "GetSecretParameter") return "action";
  if (header("x-acs-version") !== "2019-06-01") return "version";
  if (header("x-acs-security-token") !== CREDENTIALS.token) return "security token";
  if (Math.abs(Date.now() - Date.parse(header("x-acs-date"))) > 15 * 60_000) return "date";
  if (header("x-acs-signature-nonce").length < 16) return "nonce";
  const match = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
    header("authorization"),
  );
  if (match === null) return "form of the authorization header";
  const [, id, signed = "", signature] = match;
  if (id !== CREDENTIALS.id) return "key id";
  const must = ["host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-security-token"];
  if (!must.every((name) => signed.split(";").includes(name))) return "signed headers";
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .join("&");
  const body = createHash("sha256").update("").digest("hex");
  const canonical = `${request.method}\n/\n${query}\n${signed
    .split(";")
    .map((name) => `${name}:${header(name).trim()}\n`)
    .join("")}\n${signed}\n${body}`;
  const text = `ACS3-HMAC-SHA256\n${createHash("sha256").update(canonical).digest("hex")}`;
  const expected = createHmac("sha256", CREDENTIALS.secret).update(text).digest("hex");
  return expected === signature ? undefined : "signature";
}

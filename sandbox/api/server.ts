import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { CloudApi } from "./api.ts";
import { ApiError } from "./problem.ts";
import type { ApiRequest } from "./request.ts";
import { RPC_STYLE } from "./styles/rpc.ts";

/** Certificates and user data are far smaller; more than this is no request of ours. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface Listening {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves an API over HTTP. @param host the loopback interface unless somebody says otherwise */
export async function serve(
  api: CloudApi,
  { host = "127.0.0.1", port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const answer = await read(incoming).then(
        (request) => api.handle(request),
        (error: unknown) =>
          RPC_STYLE.refusal(
            error instanceof ApiError ? error : new ApiError(400, "InvalidRequest", String(error)),
            "",
            "",
          ),
      );
      outgoing.writeHead(answer.status, {
        ...answer.headers,
        "content-length": Buffer.byteLength(answer.content),
      });
      outgoing.end(incoming.method === "HEAD" ? undefined : answer.content);
    })();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return { host, port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await done;
}

/** Also a request in the form that clients send to a proxy (`GET http://project.log.example/`) is read. */
async function read(incoming: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new ApiError(413, "RequestBodyTooLarge", "The request's body is too large.");
    chunks.push(chunk);
  }
  const { method = "GET", url = "/", headers } = incoming;
  const absolute = /^https?:\/\//.test(url);
  const target = new URL(absolute ? url : `http://${headers.host ?? "localhost"}${url}`);
  const path = absolute ? url.replace(/^https?:\/\/[^/?]+/, "") : url;
  const [rawPath = "/"] = path.split("?");
  return {
    method,
    host: target.hostname,
    path: rawPath === "" ? "/" : rawPath,
    query: [...target.searchParams],
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(",") : (value ?? ""),
      ]),
    ),
    body: Buffer.concat(chunks),
  };
}

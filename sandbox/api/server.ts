import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createSocketServer, type Socket } from "node:net";
import type { CloudApi } from "./api.ts";
import type { ServerCertificate } from "./certificate.ts";
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

/** The first byte of a TLS handshake (RFC 8446, record type `handshake`); no HTTP request begins so. */
const HANDSHAKE = 0x16;

interface ServeOptions {
  /** The loopback interface unless somebody says otherwise. */
  readonly host?: string;
  readonly port?: number;
  /** With one the same port also speaks HTTPS. */
  readonly certificate?: ServerCertificate;
}

/** Serves an API over HTTP, and over HTTPS on the same port. */
export async function serve(
  api: CloudApi,
  { host = "127.0.0.1", port = 0, certificate }: ServeOptions = {},
): Promise<Listening> {
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void =>
    void respond(api, incoming, outgoing);
  const plain = createServer(answer);
  const secured = certificate && createTlsServer({ ...certificate }, answer);
  // Who has been told of this server as a proxy asks it for a tunnel to itself before it speaks TLS.
  plain.on("connect", (_, tunnel: Socket, head: Buffer) => {
    if (!secured) return tunnel.end("HTTP/1.1 501 Not Implemented\r\n\r\n");
    tunnel.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) tunnel.unshift(head);
    secured.emit("connection", tunnel);
  });
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.once("data", (first) => {
      socket.pause();
      socket.unshift(first);
      (secured && first[0] === HANDSHAKE ? secured : plain).emit("connection", socket);
      // Not before the server has its readers in place: TLS takes the socket over from beneath.
      process.nextTick(() => socket.resume());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    host,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function respond(api: CloudApi, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
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

import type { Server } from "node:http";

/** Begins to listen on every address. @throws when the port is taken */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

const LOOK_MS = 50;

/** Takes no new connection, and ends when the last request has its answer. */
export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A client keeps its connection for the next request, which it shall send elsewhere.
    const idle = setInterval(() => server.closeIdleConnections(), LOOK_MS);
    server.close(() => {
      clearInterval(idle);
      resolve();
    });
  });
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Registry } from "prom-client";

/** As the Deployment's and the image's checks have them (components/images/node-app.ts). */
export const LIVE_PATH = "/livez";
export const READY_PATH = "/readyz";
export const METRICS_PATH = "/metrics";

export interface ProbesArgs {
  readonly registry: Registry;
  /** What is missing until requests may come; empty when nothing is. */
  readonly missing: () => readonly string[];
}

/**
 * Answers health and metrics. Live says that the process turns over and nothing else: no restart heals a broker. Ready
 * says whether to send anybody here.
 *
 * @returns whether the request was one of these
 */
export function createProbes({ registry, missing }: ProbesArgs) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = request.url?.split("?")[0];
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    switch (path) {
      case LIVE_PATH:
        answer(response, 200, "alive\n");
        return true;
      case READY_PATH: {
        const without = missing();
        if (without.length === 0) answer(response, 200, "ready\n");
        else answer(response, 503, `not ready: ${without.join(", ")}\n`);
        return true;
      }
      case METRICS_PATH:
        registry.metrics().then(
          (text) => answer(response, 200, text, registry.contentType),
          () => answer(response, 500, "no metrics\n"),
        );
        return true;
      default:
        return false;
    }
  };
}

function answer(response: ServerResponse, status: number, text: string, type = "text/plain; charset=utf-8") {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(text);
}

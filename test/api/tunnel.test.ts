import { readFileSync } from "node:fs";
import { request } from "node:http";
import type { Socket } from "node:net";
import { connect } from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { runningApi } from "./running-api.ts";

describe("the API as somebody's proxy", () => {
  it("opens a tunnel to itself, through which TLS is spoken", async () => {
    const api = await runningApi();
    onTestFinished(() => api.close());
    const { host, port } = api.listening;
    const socket = await new Promise<Socket>((resolve, reject) => {
      request({ host, port, method: "CONNECT", path: `${host}:${port}` })
        .once("connect", (answer, tunnel) =>
          answer.statusCode === 200 ? resolve(tunnel) : reject(new Error(String(answer.statusCode))),
        )
        .once("error", reject)
        .end();
    });
    const answer = await new Promise<string>((resolve, reject) => {
      const secured = connect({ socket, ca: readFileSync(api.trust.own), host, servername: "localhost" });
      let text = "";
      secured.setEncoding("utf8");
      secured.on("data", (chunk: string) => {
        text += chunk;
      });
      secured.once("end", () => resolve(text));
      secured.once("error", reject);
      secured.write(`GET /?Action=DescribeVpcs HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
    // Unsigned, so refused: but by the API.
    expect(answer).toContain("MissingAccessKeyId");
  });
});

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { Connection } from "../../../../sandbox/plugin/kubernetes/api-server/connection.ts";
import { Kinds } from "../../../../sandbox/plugin/kubernetes/api-server/kinds.ts";
import type { User } from "../../../../sandbox/plugin/kubernetes/api-server/kubeconfig.ts";
import { ApiRefusal } from "../../../../sandbox/plugin/kubernetes/api-server/refusal.ts";

const signal = new AbortController().signal;
type Reply = readonly [code: number, body: object, headers?: Record<string, string>];

/** A server that gives these answers, one after the other, and the last one for ever. */
async function serverOf(replies: readonly (Reply | "hang up")[], user: Partial<User> = {}) {
  const seen: { request: IncomingMessage; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      seen.push({ request, body });
      const reply = replies[Math.min(seen.length, replies.length) - 1];
      if (reply === undefined || reply === "hang up") return void request.socket.destroy();
      response.writeHead(reply[0], reply[2]).end(JSON.stringify(reply[1]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const connection = new Connection({
    cluster: { server: `http://127.0.0.1:${port}`, insecure: false },
    user: { impersonation: {}, ...user },
    namespace: "default",
  });
  return { connection, seen };
}

const OK: Reply = [200, { kind: "Pod" }];
const busy: Reply = [429, { kind: "Status", reason: "TooManyRequests" }];
const missing: Reply = [404, { kind: "Status", reason: "NotFound", message: 'pods "x" not found' }];

describe("a connection to an API server", () => {
  it("says who asks, and frames each body", async () => {
    const { connection, seen } = await serverOf([OK], {
      token: () => "secret",
      impersonation: { "Impersonate-User": "ci", "Impersonate-Group": ["a", "b"] },
    });
    // On one connection: a body without its length would be taken for the next call.
    for (const method of ["DELETE", "DELETE"] as const) {
      await connection.ask({ method, path: "/x", query: { a: "b c" }, body: { text: "后古" } }, signal);
    }
    expect(seen.map(({ body }) => body)).toEqual(['{"text":"后古"}', '{"text":"后古"}']);
    expect(seen[0]?.request.url).toBe("/x?a=b+c");
    expect(seen[0]?.request.headers).toMatchObject({
      authorization: "Bearer secret",
      "content-type": "application/json",
      "impersonate-user": "ci",
      "impersonate-group": "a, b",
    });
  });

  it("asks again when the server is busy or hangs up, and not when it says no", async () => {
    const { connection, seen } = await serverOf([busy, "hang up", [503, {}], OK]);
    await expect(connection.ask({ method: "GET", path: "/x" }, signal)).resolves.toEqual({ kind: "Pod" });
    expect(seen).toHaveLength(4);
    const no = await serverOf([missing, OK]);
    await expect(no.connection.ask({ method: "GET", path: "/x" }, signal)).rejects.toThrow(
      'NotFound: pods "x" not found',
    );
    expect(no.seen).toHaveLength(1);
  });

  it("gives up after some tries, with the server's words", async () => {
    const { connection, seen } = await serverOf([[503, { kind: "Status", message: "shutting down" }]]);
    await expect(connection.ask({ method: "GET", path: "/x" }, signal)).rejects.toThrow("503: shutting down");
    expect(seen).toHaveLength(6);
  });

  it("ends at once when the engine goes", async () => {
    const { connection } = await serverOf([busy]);
    const controller = new AbortController();
    const asked = connection.ask({ method: "GET", path: "/x" }, controller.signal);
    controller.abort();
    await expect(asked).rejects.toThrow(/abort/i);
  });

  it("learns a kind when first asked, again while there is none, and never twice", async () => {
    const resources = [
      { name: "deployments", kind: "Deployment", namespaced: true },
      { name: "deployments/scale", kind: "Scale", namespaced: true },
      { name: "things", kind: "Thing", namespaced: false },
    ];
    const { connection, seen } = await serverOf([missing, [200, { resources }]]);
    const kinds = new Kinds(connection);
    expect(await kinds.find("apps/v1/Deployment", signal)).toBeUndefined();
    const deployment = await kinds.find("apps/v1/Deployment", signal);
    expect(deployment?.path("food", "api")).toBe("/apis/apps/v1/namespaces/food/deployments/api");
    expect((await kinds.find("apps/v1/Thing", signal))?.path(undefined, "a/b")).toBe(
      "/apis/apps/v1/things/a%2Fb",
    );
    expect(seen).toHaveLength(2);
    expect(await kinds.find("apps/v1/Scale", signal)).toBeUndefined();
  });
});

describe("a refusal", () => {
  const refusal = (reason: string, message: string, details = {}) =>
    ApiRefusal.of(409, JSON.stringify({ kind: "Status", reason, message, details }));

  it("tells whose a field is", () => {
    const causes = [
      {
        reason: "FieldManagerConflict",
        message: 'conflict with "kubectl" using apps/v1',
        field: ".spec.replicas",
      },
      { reason: "Other", message: "no", field: ".x" },
    ];
    expect(refusal("Conflict", "Apply failed", { causes }).conflicts()).toEqual([
      '.spec.replicas (conflict with "kubectl" using apps/v1)',
    ]);
  });

  it("tells missing rights from an admission's no, and a missing namespace from a missing object", () => {
    const rights = 'deployments.apps "api" is forbidden: User "x" cannot patch resource "deployments"';
    expect(refusal("Forbidden", rights).isOfMissingRights()).toBe(true);
    expect(refusal("Forbidden", 'pods "x" is forbidden: exceeded quota').isOfMissingRights()).toBe(false);
    expect(refusal("NotFound", "x", { kind: "namespaces" }).isOfMissingNamespace()).toBe(true);
    expect(refusal("NotFound", "x", { kind: "pods" }).isOfMissingNamespace()).toBe(false);
  });

  it("that is no Status is shown as it is", () => {
    expect(ApiRefusal.of(502, "<html>Bad Gateway</html>\n").message).toBe("502: <html>Bad Gateway</html>");
  });
});

import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Tokens } from "hougu-app-runtime/tokens.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeJudged } from "../../../test/guest/judges.ts";
import { eventually } from "../../../test/guest/run.ts";
import { RealApp } from "../../runtime/test/real/app.ts";
import { BROKER_NEEDS, RealBroker } from "../../runtime/test/real/broker.ts";
import { TestPhone } from "./phone.ts";

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
}

interface Resource {
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: Resource;
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

describeJudged("a comment's trace through a real RabbitMQ", BROKER_NEEDS, () => {
  const key = randomBytes(32).toString("hex");
  const tokens = new Tokens(new Uint8Array(Buffer.from(key, "hex")), "danmaku");
  const spans: Span[] = [];
  const resources: Resource[] = [];
  let relay: Server;
  let broker: RealBroker;
  let first: RealApp;
  let second: RealApp;

  beforeAll(async () => {
    // Takes what a relay takes, in the form in which the apps' SDK sends it.
    relay = createServer(async (request, response) => {
      for (const { resource, scopeSpans } of (JSON.parse(await text(request)) as Sent).resourceSpans) {
        resources.push(resource);
        spans.push(...scopeSpans.flatMap((scope) => scope.spans));
      }
      response.writeHead(request.url === "/v1/traces" ? 200 : 404, { "content-type": "application/json" });
      response.end("{}");
    });
    await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
    broker = await RealBroker.start();
    const variables = {
      ...broker.variables("danmaku"),
      DANMAKU_TOKEN_KEY: key,
      DRAIN_SECONDS: "5",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
      SERVICE_VERSION: "1.2.3",
      DEPLOYMENT_ENVIRONMENT: "dev",
    };
    [first, second] = await Promise.all([
      RealApp.start("danmaku", variables),
      RealApp.start("danmaku", variables),
    ]);
  });
  afterAll(async () => {
    await Promise.all([first?.process.kill(), second?.process.kill()]);
    await broker?.destroy();
    relay?.close();
  });

  it("is one, from the phone's frame to both gateways, and no other comment's", async () => {
    const phone = await TestPhone.joined(first.url, await tokens.sign("anna", { room: "picture:1" }, 60));
    await phone.say("1", "one");
    await phone.say("2", "two");
    phone.leave();
    const comments = await eventually(
      "both comments are told by all",
      async () => spans.filter(({ name }) => name === "comment"),
      (found) => found.length === 2 && spans.filter(({ name }) => name === "process gateway").length === 4,
    );
    for (const comment of comments) {
      expect(comment.parentSpanId ?? "").toBe("");
      const others = spans.filter(({ traceId, name }) => traceId === comment.traceId && name !== "comment");
      const [sending, ...receiving] = others.sort((a, b) => a.kind - b.kind);
      expect(sending).toMatchObject({ kind: 4, parentSpanId: comment.spanId });
      expect(receiving).toHaveLength(2);
      for (const span of receiving) expect(span).toMatchObject({ kind: 5, parentSpanId: sending?.spanId });
    }
    expect(comments[0]?.traceId).not.toBe(comments[1]?.traceId);
  });

  it("says which app, of which mini-program, version and environment, and nothing of who wrote what", () => {
    const attributes = new Map(
      resources[0]?.attributes.map(({ key: name, value }) => [name, value.stringValue]),
    );
    expect(Object.fromEntries(attributes)).toMatchObject({
      "service.name": "danmaku",
      "service.namespace": expect.stringMatching(/^(artist|food)$/),
      "service.version": "1.2.3",
      "deployment.environment.name": "dev",
    });
    expect(JSON.stringify(spans)).not.toMatch(/anna|picture:1|"one"|"two"/);
  });
});

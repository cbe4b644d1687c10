import { createServer } from "node:http";
import { Consumer } from "hougu-app-runtime/broker/consumer.ts";
import { Publisher } from "hougu-app-runtime/broker/publisher.ts";
import { closed, listen } from "hougu-app-runtime/http/listen.ts";
import { createProbes } from "hougu-app-runtime/http/probes.ts";
import { createLog } from "hougu-app-runtime/log.ts";
import { endOnSignal } from "hougu-app-runtime/process-end.ts";
import { sendSpans } from "hougu-app-runtime/spans.ts";
import { start } from "hougu-app-runtime/start.ts";
import { Tokens } from "hougu-app-runtime/tokens.ts";
import { Api } from "./api.ts";
import { Collector } from "./collector.ts";
import { RedisStore } from "./mailbox/redis-store.ts";
import { inboxMetrics } from "./metrics.ts";
import { inboxSettings } from "./settings.ts";
import { NOTIFICATIONS } from "./topology.ts";
import { Waiting } from "./waiting.ts";

/** Messages under way at once: what Redis takes in some milliseconds. */
const PREFETCH = 100;
/** Requests that wait for a message: a few KiB each. */
const MOST_WAITING = 5000;
const SWEEP_MS = 60 * 60 * 1000;

await start("inbox", async () => {
  const settings = inboxSettings(process.env);
  const log = createLog({ service: "inbox", level: settings.logLevel });
  const sendLastSpans = sendSpans({
    service: "inbox",
    miniProgram: settings.miniProgram,
    ...settings.traces,
  });
  const store = new RedisStore(settings.redis, log);
  const waiting = new Waiting(MOST_WAITING);
  const metrics = inboxMetrics(settings.miniProgram, {
    waiting: () => waiting.count,
    storeAvailable: () => store.available,
  });
  let draining = false;

  const collector = new Collector({ store, phoneKey: settings.phoneKey, log, metrics });
  const broker = { settings: settings.broker, service: "inbox", log, state: metrics.brokerConnected };
  const publisher = new Publisher(broker);
  const consumer = new Consumer({
    ...broker,
    prefetch: PREFETCH,
    subscribe: async () => [{ queue: NOTIFICATIONS, handle: (message) => collector.collect(message) }],
  });
  const api = new Api({
    store,
    publish: (message) => publisher.publish(message),
    waiting,
    tokens: new Tokens(settings.tokenKey, "inbox"),
    phoneKey: settings.phoneKey,
    log,
    metrics,
  });
  // Not the store: without it messages are still taken, and that is worth more than a mailbox that can't be read.
  const probes = createProbes({
    registry: metrics.registry,
    missing: () => [
      ...(publisher.connected && consumer.connected ? [] : ["the broker is away"]),
      ...(draining ? ["draining"] : []),
    ],
  });
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000 }, (request, response) => {
    if (!probes(request, response)) void api.handle(request, response);
  });

  store.onArrival((mailbox) => waiting.arrived(mailbox));
  store.start();
  publisher.start();
  consumer.start();
  const sweeper = setInterval(() => {
    store.sweep().then(
      (mailboxes) => mailboxes > 0 && log.info("mailboxes were swept", { mailboxes }),
      (error) => log.warn("no mailbox could be swept", { error }),
    );
  }, SWEEP_MS);
  await listen(server, settings.port);
  log.info("listening", { port: settings.port, mini_program: settings.miniProgram });

  endOnSignal(log, settings.drainSeconds, async () => {
    draining = true;
    clearInterval(sweeper);
    waiting.sendHome();
    collector.end();
    await Promise.all([closed(server), consumer.close()]);
    await publisher.close();
    store.close();
    await sendLastSpans();
  });
});

import { createServer } from "node:http";
import { closed, listen } from "hougu-app-runtime/http/listen.ts";
import { createProbes } from "hougu-app-runtime/http/probes.ts";
import { createLog } from "hougu-app-runtime/log.ts";
import { endOnSignal } from "hougu-app-runtime/process-end.ts";
import { sendSpans } from "hougu-app-runtime/spans.ts";
import { start } from "hougu-app-runtime/start.ts";
import { Tokens } from "hougu-app-runtime/tokens.ts";
import { Desk } from "./desk.ts";
import { FanOut } from "./fan-out.ts";
import { Gateway } from "./gateway.ts";
import { danmakuMetrics } from "./metrics.ts";
import { RateLimit } from "./rate-limit.ts";
import { danmakuSettings } from "./settings.ts";
import { listedWords } from "./word-filter.ts";

/** A thumb's speed: five at once, then one each second. */
const RATE = { burst: 5, perSecond: 1 } as const;
const SWEEP_MS = 60_000;
/** Seconds of the time to drain that are left for the broker's last confirmations. */
const AFTER_SOCKETS = 3;

await start("danmaku", async () => {
  const settings = danmakuSettings(process.env);
  const log = createLog({ service: "danmaku", level: settings.logLevel });
  const sendLastSpans = sendSpans({
    service: "danmaku",
    miniProgram: settings.miniProgram,
    ...settings.traces,
  });
  const metrics = danmakuMetrics(settings.miniProgram);
  const rates = new RateLimit(RATE);
  setInterval(() => rates.sweep(), SWEEP_MS).unref();

  const desk: Desk = new Desk({
    rates,
    words: listedWords(settings.blockedWords),
    say: (comment, trace) => fanOut.say(comment, trace),
  });
  const fanOut: FanOut = new FanOut({
    settings: settings.broker,
    log,
    metrics,
    heard: (comment) => gateway.show(comment),
    judge: (content, id) => desk.judge(content, id),
  });
  const probes = createProbes({
    registry: metrics.registry,
    missing: () => [
      ...(fanOut.connected ? [] : ["the broker is away"]),
      ...(gateway.draining ? ["draining"] : []),
    ],
  });
  const server = createServer((request, response) => {
    if (!probes(request, response)) response.writeHead(404).end();
  });
  const gateway: Gateway = new Gateway({
    server,
    tokens: new Tokens(settings.tokenKey, "danmaku"),
    log,
    metrics,
    mostSockets: settings.mostSockets,
    take: (guest, id, text, trace) => desk.take(guest, id, text, trace),
  });

  fanOut.start();
  await listen(server, settings.port);
  log.info("listening", { port: settings.port, mini_program: settings.miniProgram });
  endOnSignal(log, settings.drainSeconds, async () => {
    await gateway.drain(Math.max(0, settings.drainSeconds - AFTER_SOCKETS));
    await Promise.all([closed(server), fanOut.close()]);
    await sendLastSpans();
  });
});

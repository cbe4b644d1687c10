/**
 * The language host for Node programs, started by the engine as `pulumi-language-nodejs`: serves Pulumi's
 * LanguageRuntime service on the loopback interface and writes its port to standard output.
 */
import { fstatSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { parseArgs } from "node:util";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { PINNED_VERSION } from "../pinned-version.ts";
import { Children } from "./children.ts";
import { LARGEST_MESSAGE } from "./limits.ts";
import { LanguageRuntimeService } from "./protocol.ts";
import { languageRuntime } from "./service.ts";

// Long enough for the modules that a first call loads lazily.
const STARTED_MS = 500;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    tracing: { type: "string" },
    runtime: { type: "string" },
    logtostderr: { type: "boolean" },
    logflow: { type: "boolean" },
    v: { type: "string", short: "v" },
    version: { type: "boolean" },
  },
  // The engine may pass flags that only matter to hosts written in Go.
  strict: false,
});

if (values.version === true) {
  process.stdout.write(`${PINNED_VERSION}\n`);
} else {
  const children = new Children();
  const server = new Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
  });
  server.addService(
    LanguageRuntimeService,
    languageRuntime({
      version: PINNED_VERSION,
      engine: {
        address: positionals[0] ?? "",
        ...(typeof values.tracing === "string" ? { tracing: values.tracing } : {}),
      },
      children,
    }),
  );
  endWithEngine(server, children);
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    process.stdout.write(`${port}\n`);
    setTimeout(flushCompileCache, STARTED_MS).unref();
  });
}

function endWithEngine(server: Server, children: Children): void {
  // The engine interrupts its plugins, with all that they have started, when it is done with them.
  const end = (): void => {
    children.killAll();
    server.forceShutdown();
    flushCompileCache();
    process.exit(0);
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  // It holds the other end of our standard input, which closes even when the engine is killed outright.
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) {
    process.stdin.once("end", () => {
      children.killAll();
      killProcessGroup();
      process.exit(1);
    });
    process.stdin.resume();
  }
}

/** Ends this process and all that programs have started; the engine makes each of its plugins the leader of a group. */
function killProcessGroup(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    // Started by hand: there is no group of that number.
  }
}

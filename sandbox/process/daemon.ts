/**
 * The sandbox's process: `node daemon.ts <home>`. It has the cloud of one folder open, for every engine that works with
 * it, and ends by itself soon after the last of them.
 */
import { appendFileSync, mkdirSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Server as GrpcServer, ServerCredentials } from "@grpc/grpc-js";
import { accountIn } from "../api/account.ts";
import { CloudApi } from "../api/api.ts";
import { certificateIn } from "../api/certificate.ts";
import { serve } from "../api/server.ts";
import { SERVICES } from "../api/services.ts";
import { Cloud } from "../cloud/cloud.ts";
import { StoreInUse } from "../cloud/store/single-writer.ts";
import { CLOUD_TYPES } from "../cloud/types.ts";
import { furnishings } from "../cloud/vsphere/inventory.ts";
import { WatchedFile } from "../cloud/watched-file.ts";
import { ResourceProviderService } from "../plugin/protocol.ts";
import { type OnRealServers, providerOn } from "../plugin/provider.ts";
import { resourceProvider } from "../plugin/service.ts";
import { announce, newToken, withdraw } from "./announcement.ts";
import { API_LOG_FILE, CLOUD_FOLDER, VCENTERS_FILE } from "./layout.ts";
import type { Envelope, KnownVcenters, Question, Questions, Reply } from "./questions.ts";

/** Long enough for one engine to end and the next to begin without a new process between them. */
const IDLE_MS = 750;
/** Whoever started the process connects at once; if nobody does, it was killed meanwhile. */
const FIRST_CLIENT_MS = 10_000;
const LOOPBACK = "127.0.0.1";
/** Settling is looked at this often: it takes seconds of the cloud's clock, not of ours. */
const SETTLING_MS = 20;
/** User data and certificates are larger than gRPC's default of 4 MiB taken together; the engine allows as much. */
const MESSAGE_BYTES = 400 * 1024 * 1024;

class Daemon {
  readonly #home: string;
  readonly #cloud: Cloud;
  readonly #vcenters: WatchedFile<KnownVcenters>;
  readonly #token = newToken();
  readonly #control: Server;
  readonly #clients = new Set<Socket>();
  #atWork = 0;
  #ending: NodeJS.Timeout | undefined;

  constructor(home: string) {
    this.#home = home;
    this.#cloud = Cloud.open(join(home, CLOUD_FOLDER), {
      types: CLOUD_TYPES,
    });
    this.#vcenters = new WatchedFile<KnownVcenters>(join(home, VCENTERS_FILE), []);
    this.#control = createServer((socket) => this.#welcome(socket));
    process.once("SIGTERM", () => this.#end());
    process.once("SIGINT", () => this.#end());
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#control.once("error", reject);
      this.#control.listen(0, LOOPBACK, resolve);
    });
    const address = this.#control.address();
    if (typeof address !== "object" || address === null) throw new Error("a TCP server without a port");
    announce(this.#home, { pid: process.pid, port: address.port, token: this.#token });
    this.#endAfter(FIRST_CLIENT_MS);
  }

  #welcome(socket: Socket): void {
    clearTimeout(this.#ending);
    this.#clients.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.#clients.delete(socket);
      if (this.#clients.size === 0) this.#endAfter(IDLE_MS);
    });
    // One after the other, so that answers come in the order of the questions.
    let last = Promise.resolve();
    createInterface({ input: socket }).on("line", (line) => {
      last = last.then(async () => {
        const reply = await this.#reply(line, socket);
        if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`);
      });
    });
  }

  async #reply(line: string, socket: Socket): Promise<Reply> {
    try {
      const { token, question } = JSON.parse(line) as Envelope;
      if (token !== this.#token) {
        socket.destroy();
        return { error: "wrong token" };
      }
      return { answer: await this.#answer(question, socket) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  async #answer(question: Question, socket: Socket): Promise<unknown> {
    switch (question.name) {
      case "provider":
        return { port: await this.#serve(question.ask, socket) };
      case "list": {
        const { provider, region, type } = question.ask;
        const { resources } = providerOn(this.#cloud, provider);
        const patience = { seconds: 60, signal: new AbortController().signal };
        return {
          resources: await resources.list({ region }, type, patience),
          hiddenInputs: resources.hiddenInputs(type),
        };
      }
      case "api":
        return this.#serveApi(question.ask, socket);
      case "settled":
        while (this.#atWork > 0 || !this.#cloud.isSettled()) await sleep(SETTLING_MS);
        return {};
    }
  }

  /** Serves a provider as long as the connection over which it was asked for. */
  async #serve(
    { name, version, kubeconfig }: Extract<Question, { name: "provider" }>["ask"],
    socket: Socket,
  ): Promise<number> {
    for (const vcenter of this.#vcenters.read()) this.#cloud.furnish(furnishings(vcenter));
    const server = new GrpcServer({
      "grpc.max_receive_message_length": MESSAGE_BYTES,
      "grpc.max_send_message_length": MESSAGE_BYTES,
    });
    server.addService(
      ResourceProviderService,
      resourceProvider({
        cloud: this.#cloud,
        provider: providerOn(this.#cloud, name, await realServers(kubeconfig)),
        version,
        begin: () => {
          this.#atWork += 1;
          return () => {
            this.#atWork -= 1;
          };
        },
      }),
    );
    socket.once("close", () => server.forceShutdown());
    return new Promise((resolve, reject) => {
      server.bindAsync(`${LOOPBACK}:0`, ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(error);
        else resolve(port);
      });
    });
  }

  async #serveApi(ask: Questions["api"]["ask"], socket: Socket): Promise<Questions["api"]["answer"]> {
    const account = accountIn(this.#home);
    const log = (line: string): void =>
      appendFileSync(join(this.#home, API_LOG_FILE), `${new Date().toISOString()} ${line}\n`);
    const { record } = ask;
    const api = new CloudApi({
      cloud: this.#cloud,
      account,
      services: SERVICES,
      region: ask.region,
      log,
      ...(record !== undefined && {
        observe: ({ product, action, status }) => appendFileSync(record, `${product} ${action} ${status}\n`),
      }),
    });
    const listening = await serve(api, { ...ask, certificate: await certificateIn(this.#home) });
    socket.once("close", () => void listening.close());
    return { host: listening.host, port: listening.port, account };
  }

  #endAfter(ms: number): void {
    clearTimeout(this.#ending);
    this.#ending = setTimeout(() => this.#end(), ms);
  }

  /** Nobody new is let in, then the folder is free for the next process. */
  #end(): void {
    withdraw(this.#home, process.pid);
    this.#control.close();
    for (const client of this.#clients) client.destroy();
    this.#cloud.close();
    process.exit(0);
  }
}

/** Read only when somebody asks for one: every start of the process would pay for it. */
async function realServers(kubeconfig: string | undefined): Promise<OnRealServers> {
  if (kubeconfig === undefined) return {};
  const { apiServerOf } = await import("../plugin/kubernetes/api-server/resources.ts");
  return { kubernetes: apiServerOf(kubeconfig) };
}

const [home] = process.argv.slice(2);
if (home === undefined) throw new Error("usage: daemon.ts <home>");
mkdirSync(home, { recursive: true, mode: 0o700 });
try {
  await new Daemon(home).listen();
} catch (error) {
  // Of several that were started at once one wins, and whoever started the others finds that one.
  if (!(error instanceof StoreInUse)) throw error;
}

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { announced } from "./announcement.ts";
import { LOG_FILE } from "./layout.ts";
import type { QuestionName, Questions, Reply } from "./questions.ts";

const DAEMON = join(import.meta.dirname, "daemon.ts");

/** A loaded machine starts a Node process in seconds; beyond this something is wrong. */
const START_MS = 30_000;
const RETRY_MS = 15;
/** The end of the process's log that explains why it didn't come up. */
const LOG_TAIL_CHARACTERS = 2_000;

/** A connection to a sandbox's process. Closing it gives up what was asked for over it. */
export class SandboxClient {
  readonly #socket: Socket;
  readonly #token: string;
  readonly #waiting: { resolve: (answer: unknown) => void; reject: (error: Error) => void }[] = [];

  private constructor(socket: Socket, token: string) {
    this.#socket = socket;
    this.#token = token;
    const lines = createInterface({ input: socket });
    lines.on("line", (line) => this.#take(JSON.parse(line) as Reply));
    // The socket's own handler deals with it; the reader passes it on all the same.
    lines.on("error", () => undefined);
    socket.on("close", () => this.#fail());
    socket.on("error", () => this.#fail());
  }

  /**
   * Connects to the process of a sandbox's folder, and starts one when there is none.
   * @throws Error with the end of its log when it doesn't come up
   */
  static async at(home: string): Promise<SandboxClient> {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const deadline = Date.now() + START_MS;
    let started: ChildProcess | undefined;
    while (Date.now() < deadline) {
      const client = await SandboxClient.#tryAt(home);
      if (client !== undefined) return client;
      // One that has ended lost to another, which may have been on its way out: then a new one is needed.
      if (started === undefined || started.exitCode !== null) started = start(home);
      await sleep(RETRY_MS);
    }
    throw new Error(
      `the sandbox's process did not come up; the end of ${join(home, LOG_FILE)}:\n${logTail(home)}`,
    );
  }

  static #tryAt(home: string): Promise<SandboxClient | undefined> {
    const there = announced(home);
    if (there === undefined) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const socket = connect({ host: "127.0.0.1", port: there.port });
      socket.once("error", () => resolve(undefined));
      socket.once("connect", () => resolve(new SandboxClient(socket, there.token)));
    });
  }

  ask<Name extends QuestionName>(
    name: Name,
    ask: Questions[Name]["ask"],
  ): Promise<Questions[Name]["answer"]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve: (answer) => resolve(answer as Questions[Name]["answer"]), reject });
      this.#socket.write(`${JSON.stringify({ token: this.#token, question: { name, ask } })}\n`);
    });
  }

  /** Resolves when the other side has gone. */
  closed(): Promise<void> {
    return this.#socket.destroyed
      ? Promise.resolve()
      : new Promise((resolve) => this.#socket.once("close", () => resolve()));
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(reply: Reply): void {
    const next = this.#waiting.shift();
    if ("error" in reply) next?.reject(new Error(reply.error));
    else next?.resolve(reply.answer);
  }

  #fail(): void {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error("the sandbox's process has gone"));
  }
}

function start(home: string): ChildProcess {
  const log = openSync(join(home, LOG_FILE), "a", 0o600);
  try {
    const child = spawn(process.execPath, [DAEMON, home], { detached: true, stdio: ["ignore", log, log] });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function logTail(home: string): string {
  try {
    return readFileSync(join(home, LOG_FILE), "utf8").slice(-LOG_TAIL_CHARACTERS);
  } catch {
    return "(there is none)";
  }
}

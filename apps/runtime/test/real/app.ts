import { resolve } from "node:path";
import { eventually } from "../../../../test/guest/run.ts";
import { freePorts } from "./ports.ts";
import { type Spawned, spawned } from "./processes.ts";

const APPS = resolve(import.meta.dirname, "../../..");

/** An app as a process of its own, as its image starts it. */
export class RealApp {
  readonly port: number;
  readonly process: Spawned;

  private constructor(port: number, process: Spawned) {
    this.port = port;
    this.process = process;
  }

  /** Starts it, and waits until it is ready. */
  static async start(
    name: "danmaku" | "inbox",
    variables: Readonly<Record<string, string>>,
    port?: number,
  ): Promise<RealApp> {
    const own = port ?? (await freePorts("http")).http;
    const env = { PORT: String(own), NODE_ENV: "production", ...variables };
    const app = new RealApp(own, spawned(process.execPath, ["."], env, resolve(APPS, name)));
    await app.until(200);
    return app;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Waits until /readyz has this status; what the app said is in the error when it never has. */
  async until(status: number): Promise<void> {
    await eventually(
      `${this.url}/readyz answers ${status}`,
      async () => {
        if (this.process.child.exitCode !== null) throw new Error(`it ended: ${this.process.said()}`);
        return fetch(`${this.url}/readyz`).then(
          (response) => response.status,
          () => 0,
        );
      },
      (answer) => answer === status,
      60,
    ).catch((error: Error) => {
      throw new Error(`${error.message}\n${this.process.said().slice(-4000)}`);
    });
  }

  async metric(line: RegExp): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const found = text.split("\n").find((one) => line.test(one));
    return found === undefined ? Number.NaN : Number(found.split(" ").at(-1));
  }
}

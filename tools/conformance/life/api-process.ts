import type { Account } from "../../../sandbox/api/account.ts";
import { announced } from "../../../sandbox/process/announcement.ts";
import { SandboxClient } from "../../../sandbox/process/client.ts";

/** How many times a port that has just been left is tried again. */
const TRIES = 40;
const PAUSE_MS = 50;

/** A sandbox's process with Alibaba Cloud's API on a port that stays the same when the process is killed. */
export class ApiProcess {
  readonly #home: string;
  readonly #record: string;
  readonly port: number;
  readonly account: Account;
  #client: SandboxClient;

  private constructor(home: string, client: SandboxClient, port: number, account: Account, record: string) {
    this.#record = record;
    this.#home = home;
    this.#client = client;
    this.port = port;
    this.account = account;
  }

  /** @param record a file that notes every request */
  static async start(home: string, region: string, record: string): Promise<ApiProcess> {
    const client = await SandboxClient.at(home);
    const { port, account } = await client.ask("api", { host: "127.0.0.1", port: 0, region, record });
    return new ApiProcess(home, client, port, account, record);
  }

  /** `kill -9`, and a new process on the same folder and port. */
  async killAndContinue(region: string): Promise<void> {
    const pid = announced(this.#home)?.pid;
    if (pid === undefined) throw new Error("the sandbox's process has announced nothing");
    process.kill(pid, "SIGKILL");
    await this.#client.closed();
    for (let left = TRIES; ; left -= 1) {
      this.#client = await SandboxClient.at(this.#home);
      try {
        await this.#client.ask("api", { host: "127.0.0.1", port: this.port, region, record: this.#record });
        return;
      } catch (error) {
        this.#client.close();
        if (left === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  close(): void {
    this.#client.close();
  }
}

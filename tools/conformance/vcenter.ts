import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { builtJudge, cachedJudge, type Report } from "./build.ts";
import { judgeSources } from "./judge-source.ts";

/** A simulated vCenter that runs. */
export interface Vcenter {
  /** Host and port, as the provider's `vsphereServer` wants them. */
  readonly server: string;
  readonly user: string;
  readonly password: string;
  /** What a fresh one holds, by the names of its inventory. */
  readonly inventory: {
    readonly datacenter: string;
    readonly cluster: string;
    readonly resourcePool: string;
    readonly datastore: string;
    readonly network: string;
    readonly template: string;
  };
  close(): void;
}

/** What govmomi's simulator makes and accepts; `main.go` beside its sources says so. */
const SIMULATED = {
  user: "user",
  password: "pass",
  inventory: {
    datacenter: "DC0",
    cluster: "DC0_C0",
    resourcePool: "DC0_C0/Resources",
    datastore: "LocalDS_0",
    network: "VM Network",
    template: "DC0_C0_RP0_VM0",
  },
} as const;

/**
 * Starts a simulated vCenter on a free port of the loopback interface.
 * @returns undefined where its sources aren't at hand.
 */
export async function startVcenter(
  env: Readonly<Record<string, string | undefined>>,
  report: Report,
): Promise<Vcenter | undefined> {
  const sources = judgeSources(env);
  return sources === undefined ? undefined : start(await builtJudge(sources, "vcsim", env, report));
}

/** The same where it is at hand already: nothing is built. */
export async function startVcenterAtHand(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Vcenter | undefined> {
  const sources = judgeSources(env);
  const executable = sources === undefined ? undefined : cachedJudge(sources, "vcsim", env);
  return executable === undefined ? undefined : start(executable);
}

async function start(executable: string): Promise<Vcenter> {
  const server = `127.0.0.1:${await freePort()}`;
  const child = spawn(executable, ["-listen", server], { stdio: ["ignore", "pipe", "pipe"] });
  // It complains of what nobody here asks it for, in every preview: heard only when it dies.
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-2000);
  });
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", () => resolve());
    child.once("error", reject);
    child.once("exit", (code) =>
      reject(new Error(`the simulated vCenter on ${server} ended with ${code}: ${complaints}`)),
    );
  });
  return {
    server,
    ...SIMULATED,
    close() {
      child.removeAllListeners("exit");
      child.kill("SIGINT");
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

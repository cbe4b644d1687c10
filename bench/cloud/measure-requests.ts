import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Account } from "../../sandbox/api/account.ts";
import { BenchClient } from "./client.ts";

/** What a kind of request costs. */
export interface RequestCost {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
}

export interface MeasuredRequests {
  readonly stored: number;
  /** From the start of the process until it answers, its store read. */
  readonly startMs: number;
  /** With an empty store. */
  readonly emptyStartMs: number;
  readonly memoryMiB: number;
  readonly describe: RequestCost;
  readonly create: RequestCost;
}

interface Running {
  readonly process: ChildProcess;
  readonly port: number;
  readonly host: string;
  readonly account: Account;
  readonly id: string;
  readonly startMs: number;
}

/** Requests at once: enough that the server never waits for us. */
const CONNECTIONS = 8;
/** Requests that warm the server up, and those that count. */
const WARM_UP = 500;
const COUNTED = 5_000;

/** The server has one core to itself where the machine has taskset; the client takes another. */
export async function measureRequests(stored: number): Promise<MeasuredRequests> {
  const folder = mkdtempSync(join(tmpdir(), "hougu-bench-cloud-"));
  const empty = mkdtempSync(join(tmpdir(), "hougu-bench-cloud-"));
  try {
    await stop(await start(folder, stored));
    const nothing = await start(empty, 0);
    await stop(nothing);
    // The second start finds everything in its store.
    const server = await start(folder, stored);
    const client = new BenchClient(server, server.account, CONNECTIONS);
    try {
      const describe = await cost(client, "DescribeVpcAttribute", () => ({ VpcId: server.id }));
      let count = 0;
      const create = await cost(client, "CreateVpc", () => ({ VpcName: `more-${count++}` }));
      const memoryMiB = memoryOf(server.process.pid ?? 0);
      return { stored, startMs: server.startMs, emptyStartMs: nothing.startMs, memoryMiB, describe, create };
    } finally {
      client.close();
      await stop(server);
    }
  } finally {
    for (const one of [folder, empty]) rmSync(one, { recursive: true, force: true });
  }
}

async function cost(
  client: BenchClient,
  action: string,
  parameters: () => Readonly<Record<string, string>>,
): Promise<RequestCost> {
  await many(WARM_UP, () => client.call(action, { RegionId: "cn-hangzhou", ...parameters() }));
  const began = performance.now();
  const times = await many(COUNTED, () => client.call(action, { RegionId: "cn-hangzhou", ...parameters() }));
  const seconds = (performance.now() - began) / 1000;
  // Latency is of requests one after the other: at full load it is a queue's.
  const alone: number[] = [];
  for (let left = WARM_UP; left > 0; left -= 1) {
    alone.push(await client.call(action, { RegionId: "cn-hangzhou", ...parameters() }));
  }
  const sorted = alone.toSorted((a, b) => a - b);
  return {
    requestsPerSecond: times.length / seconds,
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
  };
}

async function many(count: number, work: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  let left = count;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left > 0) {
        left -= 1;
        times.push(await work());
      }
    }),
  );
  return times;
}

async function start(folder: string, stored: number): Promise<Running> {
  const began = performance.now();
  const argv = [process.execPath, join(import.meta.dirname, "server.ts"), folder, String(stored)];
  const child = spawn("taskset", ["-c", "0", ...argv], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await new Promise<[string]>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    createInterface({ input: child.stdout }).once("line", (text) => resolve([text]));
  });
  const said = JSON.parse(line) as Pick<Running, "host" | "port" | "account" | "id">;
  return { ...said, process: child, startMs: performance.now() - began };
}

async function stop({ process: child }: Running): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.removeAllListeners("exit");
  child.once("exit", () => undefined);
  child.kill("SIGTERM");
  await Promise.race([ended, new Promise((resolve) => child.once("close", resolve))]);
}

const KIB_PER_MIB = 1024;

function memoryOf(pid: number): number {
  const kib = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kib) / KIB_PER_MIB;
}

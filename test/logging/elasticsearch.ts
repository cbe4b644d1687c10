import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { nodeConfiguration } from "../../components/logging/elasticsearch/node-configuration.ts";
import { type SetupRequest, setupRequests } from "../../components/logging/elasticsearch/setup.ts";
import { eventually } from "../guest/run.ts";

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever Elasticsearch says
  readonly body: any;
}

/**
 * A real Elasticsearch with the elasticsearch.yml of this program. What comes from modules that Maven Central hasn't
 * (security, lifecycles, data streams, S3) is taken out before; the server refuses every setting and every field that it
 * doesn't know, so the rest is judged.
 */
export class Elasticsearch {
  readonly url: string;
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(url: string, folder: string, process: ChildProcess) {
    this.url = url;
    this.#folder = folder;
    this.#process = process;
  }

  static async start(jars: string): Promise<Elasticsearch> {
    const folder = mkdtempSync(join(tmpdir(), "hougu-elasticsearch-"));
    mkdirSync(join(folder, "config"));
    const port = await freePort();
    const file = join(folder, "judge.yml");
    writeFileSync(file, stringify(judgedSettings(folder, port)));
    const log: string[] = [];
    const child = spawn(
      "java",
      // Elasticsearch has a security manager of its own, which Java 17 lets nobody install unasked.
      ["-Djava.security.manager=allow", "-Xms512m", "-Xmx512m", "-cp", `${jars}:${jars}/*`, "Judge", file],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => log.push(String(text)));
    const elasticsearch = new Elasticsearch(`http://127.0.0.1:${port}`, folder, child);
    try {
      await eventually(
        "Elasticsearch answers",
        () => {
          if (child.exitCode !== null) throw new Error(log.join(""));
          return elasticsearch.ask("GET", "/_cluster/health?wait_for_status=green&timeout=1s");
        },
        ({ status }) => status === 200,
        90,
      );
    } catch (error) {
      await elasticsearch.stop();
      throw new Error(`${error}\n${log.join("")}`);
    }
    return elasticsearch;
  }

  async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      ...(body === undefined
        ? {}
        : {
            body: typeof body === "string" ? body : JSON.stringify(body),
            headers: {
              "content-type": typeof body === "string" ? "application/x-ndjson" : "application/json",
            },
          }),
    });
    return { status: response.status, body: await response.json() };
  }

  /** Templates as this program sets them up, without what modules bring. */
  async setUp(): Promise<void> {
    for (const { path, body } of setupRequests(SETUP).filter(isJudged)) {
      const answer = await this.ask("PUT", path, withoutModules(body));
      if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    }
  }

  async search(index: string, body: unknown): Promise<Answer["body"]> {
    const answer = await this.ask("POST", `/${index}/_search`, body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null) {
      const ended = new Promise((resolve) => this.#process.once("exit", resolve));
      this.#process.kill("SIGKILL");
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export const SETUP = { retentionDays: 180, hotDays: 7, hasWarmNodes: true, replicas: 0 } as const;

const isJudged = ({ path }: SetupRequest): boolean => path.includes("template");

/** Data streams are indexes of their own name here, and nothing looks after their age. */
function withoutModules(body: unknown): unknown {
  const { data_stream: _, ...rest } = structuredClone(body) as Record<string, unknown>;
  const index = (rest as { template?: { settings?: { index?: Record<string, unknown> } } }).template?.settings
    ?.index;
  if (index) delete index.lifecycle;
  return rest;
}

function judgedSettings(folder: string, port: number): Record<string, unknown> {
  const nodes = [{ name: "logs-1", address: "127.0.0.1", tier: "hot" }] as const;
  const rendered = parse(
    nodeConfiguration({
      name: "logs-1",
      nodes,
      clusterName: "hougu-test-logs",
      ossEndpoint: "oss.example.com",
    }),
  ) as Record<string, unknown>;
  const own = Object.entries(rendered).filter(([key]) => !/^(?:xpack|s3)\./.test(key));
  return {
    ...Object.fromEntries(own),
    "path.home": folder,
    "path.data": join(folder, "data"),
    "path.logs": join(folder, "logs"),
    "bootstrap.memory_lock": false,
    "http.port": port,
    "transport.port": 0,
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

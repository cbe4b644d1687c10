import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseAllDocuments } from "yaml";
import { kindOf } from "../../sandbox/cloud/kubernetes/types.ts";
import type { CachedApiServer } from "../../tools/kubernetes-judges/cache.ts";

/** Half a minute on an idle machine with two cores. */
const START_MS = 150_000;

export interface Answer {
  readonly status: number;
  readonly body: { readonly message?: string; readonly [key: string]: unknown };
  /** What the API server warns of, e.g. of pods that it would refuse. */
  readonly warnings: string;
}

interface Identified {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** A real kube-apiserver on a real etcd, on the loopback interface, with the definitions of the custom resources. */
export class ApiServer {
  readonly port: number;
  readonly #folder: string;
  readonly #token = randomBytes(16).toString("hex");
  readonly #children: ChildProcess[] = [];

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.port = port;
  }

  static async start({ executable, definitions }: CachedApiServer, folder: string): Promise<ApiServer> {
    const [etcdPort, peerPort, port] = await freePorts(3);
    const server = new ApiServer(folder, port as number);
    const etcd = `http://127.0.0.1:${etcdPort}`;
    const peer = `http://127.0.0.1:${peerPort}`;
    server.#run("etcd", [
      ...["--data-dir", join(folder, "etcd"), "--listen-client-urls", etcd, "--advertise-client-urls", etcd],
      ...[
        "--listen-peer-urls",
        peer,
        "--initial-advertise-peer-urls",
        peer,
        "--initial-cluster",
        `default=${peer}`,
      ],
    ]);
    writeKeys(folder, server.#token);
    server.#run(executable, [
      `--etcd-servers=${etcd}`,
      `--cert-dir=${folder}`,
      `--secure-port=${port}`,
      "--bind-address=127.0.0.1",
      "--service-cluster-ip-range=172.21.0.0/20",
      `--service-account-key-file=${join(folder, "accounts.key")}`,
      `--service-account-signing-key-file=${join(folder, "accounts.key")}`,
      "--service-account-issuer=https://kubernetes.default.svc",
      `--token-auth-file=${join(folder, "tokens.csv")}`,
      "--authorization-mode=RBAC",
    ]);
    try {
      await server.#ready();
      await server.#define(definitions);
    } catch (error) {
      server.stop();
      throw error;
    }
    return server;
  }

  /** For a provider, or kubectl. */
  kubeconfig(): string {
    return JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "real",
          cluster: {
            server: `https://127.0.0.1:${this.port}`,
            "certificate-authority-data": readFileSync(join(this.#folder, "apiserver.crt")).toString(
              "base64",
            ),
          },
        },
      ],
      users: [{ name: "admin", user: { token: this.#token } }],
      contexts: [{ name: "real", context: { cluster: "real", user: "admin" } }],
      "current-context": "real",
    });
  }

  /** Server-side apply: the object is made or changed, and a field that its kind doesn't have is refused. */
  apply(object: Identified): Promise<Answer> {
    return this.ask(
      "PATCH",
      `${pathOf(object)}?fieldManager=hougu&fieldValidation=Strict&force=true`,
      "application/apply-patch+yaml",
      object,
    );
  }

  /** Creates an object, or only asks whether it could be. */
  create(object: Identified, dryRun = false): Promise<Answer> {
    const path = pathOf(object);
    const collection = path.slice(0, path.lastIndexOf("/"));
    return this.ask(
      "POST",
      `${collection}?fieldValidation=Strict${dryRun ? "&dryRun=All" : ""}`,
      "application/json",
      object,
    );
  }

  get(object: Identified): Promise<Answer> {
    return this.ask("GET", pathOf(object));
  }

  ask(method: string, path: string, type = "application/json", body?: unknown): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: "127.0.0.1",
          port: this.port,
          path,
          method,
          ca: readFileSync(join(this.#folder, "apiserver.crt")),
          servername: "kubernetes",
          headers: {
            authorization: `Bearer ${this.#token}`,
            "content-type": type,
            accept: "application/json",
          },
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (part: string) => {
            text += part;
          });
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              body: text.startsWith("{") ? JSON.parse(text) : { message: text },
              warnings: String(response.headers.warning ?? ""),
            }),
          );
        },
      );
      call.on("error", reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  stop(): void {
    for (const child of this.#children) child.kill("SIGKILL");
  }

  #run(command: string, args: readonly string[]): void {
    // Its log is only noise here: what it answers is what counts.
    this.#children.push(spawn(command, args, { stdio: "ignore", cwd: this.#folder }));
  }

  async #ready(): Promise<void> {
    const end = Date.now() + START_MS;
    for (;;) {
      const answer = await this.ask("GET", "/readyz").catch((error: Error) => ({
        status: 0,
        body: { message: error.message },
      }));
      if (answer.status === 200) return;
      const gone = this.#children.find(({ exitCode }) => exitCode !== null);
      if (gone) throw new Error(`${gone.spawnfile} ended with ${gone.exitCode}`);
      if (Date.now() > end) throw new Error(`kube-apiserver isn't ready: ${answer.body.message}`);
      await sleep(500);
    }
  }

  async #define(files: readonly string[]): Promise<void> {
    const documents = files.flatMap((file) => parseAllDocuments(readFileSync(file, "utf8")));
    for (const definition of [...documents.map((one) => one.toJS() as Identified), ALB_CONFIG]) {
      const { status, body } = await this.ask(
        "POST",
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        "application/json",
        definition,
      );
      if (status !== 201) throw new Error(`${definition.metadata.name}: ${body.message}`);
      await this.#established(definition.metadata.name);
    }
  }

  async #established(name: string): Promise<void> {
    for (const end = Date.now() + START_MS; Date.now() < end; await sleep(200)) {
      const { body } = await this.ask(
        "GET",
        `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`,
      );
      const { conditions } = (body.status ?? {}) as {
        conditions?: { type: string; status: string }[] | null;
      };
      if (conditions?.some(({ type, status }) => type === "Established" && status === "True")) return;
    }
    throw new Error(`${name} isn't established`);
  }
}

/** Alibaba Cloud publishes no schema of its AlbConfig: here anything goes in it. */
const ALB_CONFIG = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "albconfigs.alibabacloud.com" },
  spec: {
    group: "alibabacloud.com",
    scope: "Cluster",
    names: { kind: "AlbConfig", plural: "albconfigs", singular: "albconfig" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
      },
    ],
  },
};

const PLURALS: Readonly<Record<string, string>> = { "v1/Pod": "pods" };

function pathOf({ apiVersion, kind, metadata }: Identified): string {
  const facts = kindOf(`${apiVersion}/${kind}`);
  const plural = facts?.plural ?? PLURALS[`${apiVersion}/${kind}`];
  if (plural === undefined) throw new Error(`no ${apiVersion}/${kind}`);
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const place = metadata.namespace === undefined ? "" : `/namespaces/${metadata.namespace}`;
  return `${root}${place}/${plural}/${metadata.name}`;
}

function writeKeys(folder: string, token: string): void {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  writeFileSync(join(folder, "accounts.key"), privateKey);
  writeFileSync(join(folder, "tokens.csv"), `${token},admin,admin,"system:masters"\n`);
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once("error", reject);
          server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            resolve(typeof address === "object" && address ? address.port : 0);
          });
        }),
    ),
  );
  for (const server of servers) server.close();
  return ports;
}

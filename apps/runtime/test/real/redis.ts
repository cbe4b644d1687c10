import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually, run } from "../../../../test/guest/run.ts";
import { brokerTls } from "../../../../test/rabbitmq/authority.ts";
import { freePorts } from "./ports.ts";
import { type Spawned, spawned } from "./processes.ts";

/** What a machine must have for a real Redis. */
export const REDIS_COMMANDS = ["redis-server", "redis-cli", "openssl"];
const PASSWORD = "password of the store";

/** A real Redis on this computer's loopback: TLS, a password, and the settings of components/data/redis-cache.ts. */
export class RealRedis {
  readonly port: number;
  readonly authority: string;
  readonly #folder: string;
  #server: Spawned | undefined;

  private constructor(port: number, authority: string, folder: string) {
    this.port = port;
    this.authority = authority;
    this.#folder = folder;
  }

  static async start(): Promise<RealRedis> {
    const folder = await mkdtemp(join(tmpdir(), "hougu-redis-"));
    const { tls: port } = await freePorts("tls");
    const tls = await brokerTls(["localhost"]);
    for (const [name, text] of Object.entries(tls)) await writeFile(join(folder, `${name}.pem`), text);
    const redis = new RealRedis(port, tls.authority, folder);
    await redis.boot();
    return redis;
  }

  async boot(): Promise<void> {
    const file = (name: string) => join(this.#folder, name);
    // biome-ignore format: options
    this.#server = spawned("redis-server", [
      "--port", "0", "--tls-port", String(this.port), "--bind", "127.0.0.1", "--dir", this.#folder,
      "--tls-cert-file", file("certificate.pem"), "--tls-key-file", file("privateKey.pem"),
      "--tls-ca-cert-file", file("authority.pem"), "--tls-auth-clients", "no",
      "--requirepass", PASSWORD, "--maxmemory-policy", "volatile-lru", "--appendonly", "yes", "--save", "",
    ], {});
    await eventually(
      "Redis answers",
      () => this.cli("PING"),
      (answer) => answer.trim() === "PONG",
    );
  }

  async cli(...command: readonly string[]): Promise<string> {
    // biome-ignore format: options
    const { stdout } = await run("redis-cli", ["--tls", "--cacert", join(this.#folder, "authority.pem"), "-h", "localhost",
      "-p", String(this.port), "--no-auth-warning", "-a", PASSWORD, ...command]);
    return stdout;
  }

  async kill(): Promise<void> {
    await this.#server?.kill();
  }

  async destroy(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** What an app finds in its environment. */
  variables(): Record<string, string> {
    return {
      REDIS_HOST: "localhost",
      REDIS_PORT: String(this.port),
      REDIS_PASSWORD: PASSWORD,
      REDIS_CA: this.authority,
    };
  }
}

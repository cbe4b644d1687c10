import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rabbitmqHash } from "../../../../components/guest/secret.ts";
import { definitions } from "../../../../components/rabbitmq/definitions.ts";
import { BROKER_USERS, type BrokerUser } from "../../../../components/rabbitmq/queues.ts";
import { topologyOf, userName } from "../../../../components/rabbitmq/topology.ts";
import { eventually, run } from "../../../../test/guest/run.ts";
import { brokerTls } from "../../../../test/rabbitmq/authority.ts";
import { freePorts } from "./ports.ts";
import { type Spawned, spawned } from "./processes.ts";

/** What a machine must have for a real broker. */
export const BROKER_NEEDS = {
  commands: ["epmd", "openssl"],
  paths: ["/usr/lib/rabbitmq/bin/rabbitmq-server"],
};
// Not the commands of /usr/sbin: they become the package's own user, whose cookie is another.
const SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server";
const CTL = "/usr/lib/rabbitmq/bin/rabbitmqctl";
const MINI_PROGRAM = "artist";

/**
 * A real RabbitMQ on this computer's loopback, with the topology, users and permissions that the program renders and TLS
 * of an authority of its own. Nothing of it is shared with a broker that Debian's package may have started.
 */
export class RealBroker {
  readonly port: number;
  readonly authority: string;
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #epmd: Spawned;
  #server: Spawned | undefined;

  private constructor(
    port: number,
    authority: string,
    folder: string,
    env: Readonly<Record<string, string>>,
    epmd: Spawned,
  ) {
    this.port = port;
    this.authority = authority;
    this.#folder = folder;
    this.#env = env;
    this.#epmd = epmd;
  }

  static async start(): Promise<RealBroker> {
    const folder = await mkdtemp(join(tmpdir(), "hougu-broker-"));
    const file = (name: string) => join(folder, name);
    const ports = await freePorts("amqps", "distribution", "epmd");
    const tls = await brokerTls(["localhost"]);
    await mkdir(file("home"));
    await writeFile(file("authority.pem"), tls.authority);
    await writeFile(file("certificate.pem"), tls.certificate);
    await writeFile(file("private-key.pem"), tls.privateKey);
    await writeFile(file("definitions.json"), renderedDefinitions());
    await writeFile(file("enabled_plugins"), "[].\n");
    await writeFile(
      file("rabbitmq.conf"),
      `listeners.tcp = none
listeners.ssl.1 = 127.0.0.1:${ports.amqps}
ssl_options.cacertfile = ${file("authority.pem")}
ssl_options.certfile = ${file("certificate.pem")}
ssl_options.keyfile = ${file("private-key.pem")}
ssl_options.verify = verify_none
load_definitions = ${file("definitions.json")}
disk_free_limit.absolute = 1MB
log.console = true
log.console.level = warning
`,
    );
    const env = {
      HOME: file("home"),
      ERL_EPMD_PORT: String(ports.epmd),
      ERL_EPMD_ADDRESS: "127.0.0.1",
      RABBITMQ_NODENAME: `apps-${ports.amqps}@localhost`,
      RABBITMQ_DIST_PORT: String(ports.distribution),
      RABBITMQ_CONFIG_FILE: file("rabbitmq.conf"),
      RABBITMQ_CONF_ENV_FILE: file("none.conf"),
      RABBITMQ_ENABLED_PLUGINS_FILE: file("enabled_plugins"),
      RABBITMQ_MNESIA_BASE: file("mnesia"),
      RABBITMQ_LOG_BASE: file("log"),
      RABBITMQ_PID_FILE: file("pid"),
      // A small machine's worth of schedulers.
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "+S 2:2",
    };
    const epmd = spawned("epmd", ["-port", String(ports.epmd), "-address", "127.0.0.1"], {});
    const broker = new RealBroker(ports.amqps, tls.authority, folder, env, epmd);
    await broker.boot();
    return broker;
  }

  /** Starts the server, anew after it was killed; what is on its disk is what it had. */
  async boot(): Promise<void> {
    const server = spawned(SERVER, [], this.#env);
    this.#server = server;
    await eventually(
      "the broker listens",
      async () => (server.child.exitCode === null ? await this.#answers() : server.said()),
      (answer) => answer === true,
      90,
    );
  }

  /** As a machine that loses its power. */
  async kill(): Promise<void> {
    await this.#server?.kill();
    // The shell that started it is gone at once; its port may outlive it by a moment.
    await eventually(
      "nothing listens any more",
      () => this.#answers(),
      (answer) => !answer,
    );
  }

  async destroy(): Promise<void> {
    await this.kill();
    await this.#epmd.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async ctl(...command: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await run(CTL, ["--quiet", ...command], { env: this.#env });
    if (status !== 0) throw new Error(`rabbitmqctl ${command.join(" ")}: ${stdout}${stderr}`);
    return stdout;
  }

  /** Messages in a queue, those under way included. */
  async length(queue: string): Promise<number> {
    const listed = await this.ctl(
      "list_queues",
      "--vhost",
      MINI_PROGRAM,
      "name",
      "messages",
      "--formatter",
      "json",
    );
    return (
      (JSON.parse(listed) as { name: string; messages: number }[]).find(({ name }) => name === queue)
        ?.messages ?? -1
    );
  }

  /** What an app that is this user finds in its environment. */
  variables(user: BrokerUser): Record<string, string> {
    return {
      MINI_PROGRAM,
      // One that nobody listens at: clients go on to the next.
      BROKER_HOSTS: "broker.invalid,localhost",
      BROKER_PORT: String(this.port),
      VIRTUAL_HOST: MINI_PROGRAM,
      BROKER_USER: userName(MINI_PROGRAM, user),
      BROKER_PASSWORD: passwordOf(user),
      BROKER_CA: this.authority,
    };
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, "127.0.0.1");
      socket.on("connect", () => {
        socket.destroy();
        resolve(true);
      });
      socket.on("error", () => resolve(false));
    });
  }
}

function passwordOf(user: BrokerUser): string {
  return `password of ${user}`;
}

function renderedDefinitions(): string {
  const { parts } = definitions(topologyOf(MINI_PROGRAM), "hougu-test-apps");
  const hashes = new Map(
    BROKER_USERS.map((user) => [`broker${user[0]?.toUpperCase()}${user.slice(1)}Password`, user]),
  );
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      const user = hashes.get(part.secret);
      if (user === undefined) throw new Error(`a secret that isn't a user's: ${part.secret}`);
      return rabbitmqHash(passwordOf(user));
    })
    .join("");
}

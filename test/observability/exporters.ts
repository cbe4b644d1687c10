import { copyFile, cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { composeGuest } from "../../components/guest/compose.ts";
import { NODE_EXPORTER_PORT, nodeExporter } from "../../components/guest/node-exporter.ts";
import { PROMETHEUS_PORT as BROKER_METRICS_PORT } from "../../components/rabbitmq/queues.ts";
import { JMX_EXPORTER_PATH, JMX_EXPORTER_PORT } from "../../components/tomcat/jmx-exporter.ts";
import { HEALTH_PATH, HTTP_PORT, tomcat } from "../../components/tomcat/tomcat.ts";
import type { Machine } from "../guest/machine.ts";
import { eventually } from "../guest/run.ts";

/** Where an exporter answers on the machine that has them all. */
export interface Exporter {
  readonly port: number;
  readonly path: string;
  /** 127.0.0.1 when absent. */
  readonly address?: string;
  /** Names of its metrics that only this machine's hardware has: no dashboard may rest on them. */
  readonly ofHardware?: RegExp;
}

/** By the jobs of the environment's Prometheus. */
export const EXPORTERS = {
  node: {
    port: NODE_EXPORTER_PORT,
    path: "/metrics",
    ofHardware:
      /^node_(hwmon|nvme|thermal|cooling|edac|rapl|dmi|power|infiniband|bonding|md|zfs|xfs|btrfs|tape|fibrechannel|nf_conntrack|cpu_(core|package)|cpu_(scaling_)?frequency)_/,
  },
  nginx: { port: 9113, path: "/metrics" },
  mysqld: { port: 9104, path: "/metrics" },
  redis: { port: 9121, path: "/metrics" },
  blackbox: { port: 9115, path: "/probe?module=http_2xx&target=https%3A%2F%2F127.0.0.1%3A8443%2F" },
  rabbitmq: { port: BROKER_METRICS_PORT, path: "/metrics/per-object" },
  alertmanager: { port: 9093, path: "/metrics" },
  prometheus: { port: 9090, path: "/metrics" },
} as const satisfies Readonly<Record<string, Exporter>>;
export type ExporterJob = keyof typeof EXPORTERS;
export const EXPORTER_JOBS = Object.keys(EXPORTERS) as ExporterJob[];

export const EXPORTER_COMMANDS = [
  "prometheus",
  "prometheus-alertmanager",
  "prometheus-blackbox-exporter",
  "prometheus-mysqld-exporter",
  "prometheus-nginx-exporter",
  "prometheus-node-exporter",
  "prometheus-redis-exporter",
  "redis-server",
  "mariadb",
  "mariadb-install-db",
  "nginx",
  "rabbitmqctl",
  "openssl",
  "curl",
  "systemctl",
  "dbus-daemon",
  "ip",
  "unshare",
  "nsenter",
  "runuser",
];
export const EXPORTER_PATHS = ["/usr/sbin/mariadbd", "/usr/lib/rabbitmq/bin/rabbitmq-server"];

/** Starts everything that Debian has an exporter for, and the exporters, on one machine. Prometheus' files are the caller's. */
export async function startExporters(machine: Machine): Promise<void> {
  // Until then systemd clears /tmp.
  await eventually(
    "systemd has started the machine",
    () => machine.run("systemctl", "is-active", "basic.target"),
    ({ status }) => status === 0,
  );
  await Promise.all([
    startNode(machine),
    startNginx(machine),
    startMysql(machine),
    startRedis(machine),
    startBroker(machine),
  ]);
  await startAlertmanager(machine);
}

/** What an exporter says now. */
export async function pageOf(
  machine: Machine,
  { address = "127.0.0.1", port, path }: Exporter,
): Promise<string> {
  return eventually(
    `something answers on ${port}`,
    () => machine.must("curl", "--silent", "--fail", "--max-time", "10", `http://${address}:${port}${path}`),
    (text) => text.includes("# TYPE "),
    60,
  );
}

/** The series' names of a page in Prometheus' text format, as queries name them: with `_bucket`, `_sum`, `_count`. */
export function namesIn(page: string): string[] {
  const names = page
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(line)?.[0] ?? "");
  return [...new Set(names)].filter((name) => name !== "").sort();
}

/** Under systemd, whose units it tells of. */
async function startNode(machine: Machine): Promise<void> {
  await machine.writeFiles(composeGuest("exporters", "edge", [nodeExporter({ address: "127.0.0.1" })]));
  await startUnits(machine, "dbus", "prometheus-node-exporter");
}

async function startUnits(machine: Machine, ...units: readonly string[]): Promise<void> {
  await machine.must("systemctl", "start", ...units);
}

async function startNginx(machine: Machine): Promise<void> {
  await machine.must(
    "openssl",
    ..."req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=127.0.0.1 -keyout /tmp/key.pem -out /tmp/cert.pem".split(
      " ",
    ),
  );
  await machine.write(
    "/etc/nginx/nginx.conf",
    `pid /run/nginx.pid; error_log /tmp/nginx.log; worker_processes 1;
events {}
http {
  access_log off;
  server { listen 127.0.0.1:8081; location = /status { stub_status; } location /pages/ { root /srv; default_type text/plain; } }
  server { listen 127.0.0.1:8443 ssl; ssl_certificate /tmp/cert.pem; ssl_certificate_key /tmp/key.pem; location / { return 200 "ok"; } }
}
`,
  );
  // A unit that the node exporter tells of.
  await startUnits(machine, "nginx");
  await machine.listens(8081);
  machine.start("prometheus-nginx-exporter", "-nginx.scrape-uri", "http://127.0.0.1:8081/status");
  await machine.write(
    "/tmp/blackbox.yml",
    "modules:\n  http_2xx:\n    prober: http\n    http: { tls_config: { insecure_skip_verify: true }, preferred_ip_protocol: ip4 }\n",
  );
  machine.start("prometheus-blackbox-exporter", "--config.file=/tmp/blackbox.yml");
}

/** A primary that is its own replica, so that both sides of replication have their metrics. */
async function startMysql(machine: Machine): Promise<void> {
  await machine.must(
    "sh",
    "-c",
    "rm -rf /var/lib/mysql && install -d -o mysql -g mysql /var/lib/mysql /run/mysqld",
  );
  await machine.must(
    "mariadb-install-db",
    "--user=mysql",
    "--skip-test-db",
    "--auth-root-authentication-method=socket",
  );
  machine.start(
    "/usr/sbin/mariadbd",
    "--no-defaults",
    "--user=mysql",
    "--datadir=/var/lib/mysql",
    "--socket=/run/mysqld/mysqld.sock",
    "--bind-address=127.0.0.1",
    "--server-id=1",
    "--log-bin",
    "--replicate-same-server-id",
  );
  const sql = (text: string) => machine.run("mariadb", "--batch", "--skip-column-names", "--execute", text);
  await eventually(
    "MariaDB answers",
    () => sql("SELECT 1"),
    ({ status }) => status === 0,
    60,
  );
  const user = "'metrics'@'127.0.0.1' IDENTIFIED BY 'metrics-password'";
  await sql(`CREATE USER ${user}; GRANT ALL ON *.* TO 'metrics'@'127.0.0.1'`);
  const [file, position] = (await sql("SHOW MASTER STATUS")).stdout.split("\t");
  await sql(
    `CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_USER='metrics', MASTER_PASSWORD='metrics-password', MASTER_LOG_FILE='${file}', MASTER_LOG_POS=${position}; START SLAVE`,
  );
  await eventually(
    "MariaDB replicates",
    () => sql("SHOW SLAVE STATUS\\G"),
    ({ stdout }) => stdout.includes("Waiting for master to send event"),
  );
  machine.start(
    "env",
    "DATA_SOURCE_NAME=metrics:metrics-password@(127.0.0.1:3306)/",
    "prometheus-mysqld-exporter",
  );
}

async function startRedis(machine: Machine): Promise<void> {
  machine.start("redis-server", "--bind", "127.0.0.1", "--maxmemory", "64mb", "--save", "", "--dir", "/tmp");
  await machine.listens(6379);
  await machine.must("redis-cli", "-h", "127.0.0.1", "set", "key", "value", "EX", "3600");
  machine.start("prometheus-redis-exporter", "-redis.addr", "redis://127.0.0.1:6379");
}

/** One node with a quorum queue in which a message waits and for which nobody listens. */
async function startBroker(machine: Machine): Promise<void> {
  await machine.must(
    "sh",
    "-c",
    "rm -rf /var/lib/rabbitmq/mnesia /etc/rabbitmq/* && install -d -o rabbitmq -g rabbitmq /var/lib/rabbitmq /var/log/rabbitmq",
  );
  await machine.write("/etc/rabbitmq/enabled_plugins", "[rabbitmq_management,rabbitmq_prometheus].\n");
  await machine.write(
    "/etc/rabbitmq/rabbitmq.conf",
    "listeners.tcp.1 = 127.0.0.1:5672\nmanagement.tcp.ip = 127.0.0.1\nprometheus.tcp.ip = 127.0.0.1\n",
  );
  await machine.write("/etc/rabbitmq/rabbitmq-env.conf", "NODENAME=rabbit@localhost\n");
  machine.start("epmd");
  machine.start("runuser", "-u", "rabbitmq", "--", "/usr/lib/rabbitmq/bin/rabbitmq-server");
  await machine.listens(15672, 120);
  const api = (method: string, path: string, body: object) =>
    machine.must(
      "curl",
      "--silent",
      "--fail",
      "--user",
      "guest:guest",
      "--request",
      method,
      "--header",
      "content-type: application/json",
      "--data",
      JSON.stringify(body),
      `http://127.0.0.1:15672/api/${path}`,
    );
  const queue = { durable: true, arguments: { "x-queue-type": "quorum" } };
  await eventually(
    "a queue is there",
    () => api("PUT", "queues/%2F/orders", queue),
    () => true,
    60,
  );
  const message = { properties: {}, routing_key: "orders", payload: "x", payload_encoding: "string" };
  await api("POST", "exchanges/%2F/amq.default/publish", message);
  await eventually(
    "the queue's numbers are told",
    () => pageOf(machine, EXPORTERS.rabbitmq),
    (page) => /^rabbitmq_queue_messages_ready\{.*\} 1$/m.test(page),
  );
}

async function startAlertmanager(machine: Machine): Promise<void> {
  await machine.write(
    "/tmp/alertmanager.yml",
    'route: { receiver: hook, group_wait: 1s }\nreceivers: [{ name: hook, webhook_configs: [{ url: "http://127.0.0.1:1/" }] }]\n',
  );
  machine.start(
    "prometheus-alertmanager",
    "--config.file=/tmp/alertmanager.yml",
    "--storage.path=/tmp/alertmanager",
    "--cluster.listen-address=127.0.0.1:9094",
    "--web.listen-address=127.0.0.1:9093",
  );
}

/** Where {@link startPrometheus} has its rules. */
export const RULES_FILE = "/etc/prometheus/test-rules.yml";

/** A Prometheus on the machine; it scrapes what its file says. */
export async function startPrometheus(machine: Machine, configuration: string, rules: string): Promise<void> {
  await machine.write("/tmp/prometheus.yml", configuration);
  await machine.write(RULES_FILE, rules);
  machine.start(
    "prometheus",
    "--config.file=/tmp/prometheus.yml",
    "--storage.tsdb.path=/tmp/tsdb",
    "--web.listen-address=127.0.0.1:9090",
  );
  await machine.listens(9090);
}

/** A Tomcat under Prometheus' agent, with a web application in which there is a session. */
export async function startTomcat(machine: Machine, agent: string): Promise<void> {
  const guest = composeGuest("tomcat-1", "tomcat", [
    tomcat({
      name: "tomcat-1",
      address: machine.address,
      peers: [],
      cpus: 2,
      memoryGiB: 2,
      sessionTimeoutMinutes: 30,
      measured: true,
    }),
  ]);
  await machine.must("rm", "-rf", "/var/lib/tomcat10/webapps/ROOT");
  await machine.provision(guest, { sessionKey: "00112233445566778899aabbccddeeff" });
  await cp(join(import.meta.dirname, "../tomcat/webapp"), machine.path("/var/lib/tomcat10/webapps/app"), {
    recursive: true,
  });
  await mkdir(dirname(machine.path(JMX_EXPORTER_PATH)), { recursive: true });
  await copyFile(agent, machine.path(JMX_EXPORTER_PATH));
  // biome-ignore format: a command
  machine.start("runuser", "-u", "tomcat", "--", "env", "CATALINA_HOME=/usr/share/tomcat10",
    "CATALINA_BASE=/var/lib/tomcat10", "CATALINA_TMPDIR=/tmp", "sh", "/usr/libexec/tomcat10/tomcat-start.sh");
  await eventually(
    "Tomcat is healthy",
    () => machine.run("curl", "--silent", "--fail", `http://${machine.address}:${HTTP_PORT}${HEALTH_PATH}`),
    ({ status }) => status === 0,
    90,
  );
  await machine.must(
    "curl",
    "--silent",
    "--fail",
    "--header",
    "X-Forwarded-Proto: https",
    `http://${machine.address}:${HTTP_PORT}/app/?action=begin`,
  );
}

export const JVM_EXPORTER: Exporter = { port: JMX_EXPORTER_PORT, path: "/metrics" };

/**
 * `node test/logging/recorded/record.ts` (as root, with the packages of test/debian-packages.txt): starts Tomcat, MariaDB,
 * RabbitMQ and sshd with what this program renders for them, does what makes them log, and keeps their lines beside this
 * file. Everybody in them is made up; the data are of the forms that masking has to find.
 */
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accountsOf } from "../../../components/data/accounts.ts";
import { mariadb } from "../../../components/data/mariadb/mariadb.ts";
import { base } from "../../../components/guest/base.ts";
import { composeGuest } from "../../../components/guest/compose.ts";
import { brokerHost } from "../../../components/rabbitmq/node-names.ts";
import { MEMBER_COMMAND } from "../../../components/rabbitmq/on-machine.ts";
import { AMQPS_PORT } from "../../../components/rabbitmq/queues.ts";
import { rabbitmq } from "../../../components/rabbitmq/rabbitmq.ts";
import { HEALTH_PATH, HTTP_PORT, tomcat } from "../../../components/tomcat/tomcat.ts";
import { type Machine, Segment } from "../../guest/machine.ts";
import { eventually } from "../../guest/run.ts";
import { brokerTls } from "../../rabbitmq/authority.ts";

const PHONE = "13800138000";
const TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

const keep = (name: string, text: string) => writeFile(join(import.meta.dirname, name), text);

async function recordTomcat(machine: Machine): Promise<void> {
  const guest = composeGuest("food-tomcat-1", "tomcat", [
    tomcat({
      name: "food-tomcat-1",
      address: machine.address,
      peers: [],
      cpus: 2,
      memoryGiB: 2,
      sessionTimeoutMinutes: 17,
    }),
  ]);
  await machine.must("rm", "-rf", "/var/lib/tomcat10/webapps/ROOT");
  await machine.must("sh", "-c", "rm -f /var/log/tomcat10/*");
  await machine.provision(guest, { sessionKey: "00112233445566778899aabbccddeeff" });
  await cp(join(import.meta.dirname, "../../tomcat/webapp"), machine.path("/var/lib/tomcat10/webapps/app"), {
    recursive: true,
  });
  // biome-ignore format: a command
  machine.start("runuser", "-u", "tomcat", "--", "env", "CATALINA_HOME=/usr/share/tomcat10",
    "CATALINA_BASE=/var/lib/tomcat10", "CATALINA_TMPDIR=/tmp", "sh", "/usr/libexec/tomcat10/tomcat-start.sh");
  const ask = (path: string) =>
    machine.run(
      "curl",
      "--silent",
      "--write-out",
      "%{http_code}",
      "--output",
      "/dev/null",
      "--header",
      "X-Forwarded-For: 203.0.113.7",
      "--header",
      "X-Request-Id: 0123456789abcdef",
      "--header",
      `traceparent: ${TRACEPARENT}`,
      `http://${machine.address}:${HTTP_PORT}${path}`,
    );
  await eventually(
    "Tomcat is healthy",
    () => ask(HEALTH_PATH),
    ({ stdout }) => stdout === "200",
    90,
  );
  for (const path of [
    `/app/?code=0a1B2c3D4e&note=${PHONE}`,
    `/app/diners/${PHONE}`,
    "/app/?action=sleep&milliseconds=1500",
    "/app/?action=fail",
  ])
    await ask(path);
  await machine.must("pkill", "-TERM", "-x", "java");
  await eventually(
    "Tomcat has ended",
    () => machine.run("pgrep", "-x", "java"),
    ({ status }) => status === 1,
    60,
  );
  await keep("tomcat-access.log", await machine.must("sh", "-c", "cat /var/log/tomcat10/access*.json"));
  await keep("tomcat-catalina.log", await machine.must("sh", "-c", "cat /var/log/tomcat10/catalina.*.log"));
  await keep("tomcat-localhost.log", await machine.must("sh", "-c", "cat /var/log/tomcat10/localhost.*.log"));
}

async function recordMariadb(machine: Machine): Promise<void> {
  const [app] = accountsOf({ schema: "food", miniProgram: "food" });
  if (!app) throw new Error("the application has an account");
  const guest = composeGuest("food-database-1", "database", [
    mariadb({
      address: machine.address,
      serverId: 1,
      memoryGiB: 1,
      schema: "food",
      app,
      clients: "10.97.1.0/255.255.255.0",
      logDays: 7,
      place: { role: "primary" },
    }),
  ]);
  await machine.must(
    "sh",
    "-c",
    "rm -rf /var/lib/mysql /var/log/mysql && install -d -o mysql -g mysql /var/lib/mysql /run/mysqld /var/log/mysql",
  );
  await machine.provision(guest, { databasePassword: "Aa1_app-0123456789" });
  await machine.must(
    "sh",
    "-c",
    "sed -n 's/^ExecStart=//p' /etc/systemd/system/hougu-mariadb-tls.service | sh -e",
  );
  await machine.must(
    "mariadb-install-db",
    "--user=mysql",
    "--skip-test-db",
    "--auth-root-authentication-method=socket",
  );
  machine.start("sh", "-c", "exec /usr/sbin/mariadbd --user=mysql > /tmp/mariadb.log 2>&1");
  await eventually(
    "MariaDB answers",
    () => machine.run("mariadb", "--execute", "SELECT 1"),
    ({ status }) => status === 0,
    60,
  );
  await machine.must(
    "mariadb",
    "--execute",
    `CREATE TABLE food.diners (phone VARCHAR(20)); INSERT INTO food.diners VALUES ('${PHONE}'); SELECT SLEEP(0.2), phone FROM food.diners WHERE phone = '${PHONE}'`,
  );
  await machine.run(
    "mariadb",
    `--host=${machine.address}`,
    "--user=food_app",
    "--password=wrong",
    "--execute",
    "SELECT 1",
  );
  await keep("mariadb-error.log", await machine.must("cat", "/tmp/mariadb.log"));
  await keep("mariadb-slow.log", await machine.must("cat", "/var/log/mysql/mariadb-slow.log"));
}

async function recordRabbitmq(machine: Machine): Promise<void> {
  const node = { name: "artist-rabbitmq-1", address: machine.address };
  const tls = await brokerTls([brokerHost(node)]);
  const guest = composeGuest(node.name, "rabbitmq", [
    rabbitmq({
      name: node.name,
      nodes: [node],
      miniProgram: "artist",
      clusterName: "hougu-test-artist",
      memoryGiB: 2,
    }),
  ]);
  await machine.provision(guest, {
    brokerAppPassword: "app-password",
    brokerInboxPassword: "inbox-password",
    brokerDanmakuPassword: "danmaku-password",
    brokerAutoscalerPassword: "autoscaler-password",
    brokerOperatorPassword: "operator-password",
    erlangCookie: "A".repeat(40),
    brokerAuthority: tls.authority,
    brokerCertificate: tls.certificate,
    brokerPrivateKey: tls.privateKey,
  });
  machine.start("epmd");
  const asBroker = ["runuser", "-u", "rabbitmq", "--", "env", "HOUGU_ALONE_SECONDS=2"];
  await machine.must(...asBroker, MEMBER_COMMAND, "before");
  machine.start(...asBroker, "sh", "-c", "exec /usr/lib/rabbitmq/bin/rabbitmq-server > /tmp/broker.log 2>&1");
  await machine.listens(AMQPS_PORT, 120);
  await machine.write("/tmp/authority.pem", tls.authority);
  const client = join(import.meta.dirname, "../../rabbitmq/client.py");
  await machine.run("python3", client, brokerHost(node), "artist-app", `not-${PHONE}`, "drain", "inbox");
  await machine.must(...asBroker, "rabbitmqctl", "set_vm_memory_high_watermark", "absolute", "1MiB");
  await eventually(
    "the alarm is told",
    () => machine.must("cat", "/tmp/broker.log"),
    (text) => text.includes("memory resource limit alarm set"),
    60,
  );
  // Hundreds of lines say that a step has run.
  await keep("rabbitmq.log", await machine.must("grep", "--invert-match", "boot step", "/tmp/broker.log"));
}

async function recordSshd(machine: Machine): Promise<void> {
  await machine.provision(composeGuest("artist-edge-1", "edge", [base({ platform: "alicloud" })]), {});
  await machine.must("ssh-keygen", "-A");
  await machine.must("sh", "-c", "ssh-keygen -q -t ed25519 -N '' -f /tmp/key && mkdir -p /run/sshd");
  await machine.must("sh", "-c", "ssh-keygen -q -t ed25519 -N '' -f /tmp/other");
  await machine.must(
    "sh",
    "-c",
    "mkdir -p /tmp/home && chmod 700 /tmp/home && cp /tmp/key.pub /tmp/home/keys && chmod 600 /tmp/home/keys",
  );
  machine.start(
    "sh",
    "-c",
    "exec /usr/sbin/sshd -D -e -p 2222 -o AuthorizedKeysFile=/tmp/home/keys -o StrictModes=no 2> /tmp/sshd.log",
  );
  await machine.listens(2222);
  const enter = (user: string, key: string) =>
    machine.run(
      "ssh",
      "-p",
      "2222",
      "-i",
      key,
      "-o",
      "BatchMode=yes",
      "-o",
      "IdentitiesOnly=yes",
      "-o",
      "StrictHostKeyChecking=no",
      "-o",
      "UserKnownHostsFile=/dev/null",
      `${user}@${machine.address}`,
      "true",
    );
  await enter("root", "/tmp/key");
  await enter("root", "/tmp/other");
  await enter(PHONE, "/tmp/other");
  await eventually(
    "the stranger is told of",
    () => readFile(machine.path("/tmp/sshd.log"), "utf8"),
    (text) => text.includes("Invalid user"),
  );
  await keep("sshd.log", await machine.must("cat", "/tmp/sshd.log"));
}

const segment = await Segment.create();
try {
  const wanted = process.argv.slice(2);
  const all = { sshd: recordSshd, mariadb: recordMariadb, tomcat: recordTomcat, rabbitmq: recordRabbitmq };
  let host = 20;
  for (const [name, record] of Object.entries(all)) {
    const machine = await segment.machine(`10.97.1.${++host}`);
    if (wanted.length === 0 || wanted.includes(name)) await record(machine);
  }
} finally {
  await segment.destroy();
}

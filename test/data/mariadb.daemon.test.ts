import { afterAll, beforeAll, expect, it } from "vitest";
import { accountsOf } from "../../components/data/accounts.ts";
import { type MariadbRole, mariadb } from "../../components/data/mariadb/mariadb.ts";
import { composeGuest } from "../../components/guest/compose.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { eventually } from "../guest/run.ts";

const PRIMARY = "10.97.1.11";
const REPLICA = "10.97.1.12";
const SECRETS = { databasePassword: "Aa1_app-0123456789", databaseReplicaPassword: "Aa1_replica-012345" };
const [app] = accountsOf({ schema: "food", miniProgram: "food" });

function guest(address: string, serverId: number, place: MariadbRole): Guest {
  if (!app) throw new Error("the application has an account");
  const part = mariadb({
    address,
    serverId,
    memoryGiB: 1,
    schema: "food",
    app,
    clients: "10.97.1.0/255.255.255.0",
    logDays: 7,
    place,
  });
  return composeGuest(`food-database-${serverId}`, "tomcat", [part]);
}

const primaryGuest = guest(PRIMARY, 1, { role: "primary", replica: REPLICA });
const replicaGuest = guest(REPLICA, 2, { role: "replica", primary: PRIMARY });

const commands = ["mariadb", "mariadb-install-db", "ip", "unshare", "nsenter", "openssl"];
describeJudged("a real pair of MariaDB", { commands, root: true, paths: ["/usr/sbin/mariadbd"] }, () => {
  let segment: Segment;
  let primary: Machine;
  let replica: Machine;
  let tomcat: Machine;

  async function start(machine: Machine, of: Guest): Promise<void> {
    await machine.must(
      "sh",
      "-c",
      "rm -rf /var/lib/mysql && install -d -o mysql -g mysql /var/lib/mysql /run/mysqld /var/log/mysql",
    );
    await machine.provision(of, SECRETS);
    // As systemd would: each line of the unit that makes the certificate, in order.
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
    expect(await machine.verify(of, "mariadb")).toMatchObject({ status: 0 });
    machine.start("/usr/sbin/mariadbd", "--user=mysql");
    await eventually(
      `${machine.address} answers`,
      () => machine.run("mariadb", "--batch", "--execute", "SELECT 1"),
      ({ status }) => status === 0,
      60,
    );
  }
  const asRoot = (machine: Machine, sql: string) =>
    machine.must("mariadb", "--batch", "--skip-column-names", "--execute", sql);
  const asApp = (server: string, sql: string, ...options: string[]) =>
    tomcat.run(
      "mariadb",
      `--host=${server}`,
      "--user=food_app",
      `--password=${SECRETS.databasePassword}`,
      "--batch",
      "--skip-column-names",
      ...options,
      "food",
      "--execute",
      sql,
    );

  beforeAll(async () => {
    segment = await Segment.create();
    primary = await segment.machine(PRIMARY);
    replica = await segment.machine(REPLICA);
    tomcat = await segment.machine("10.97.1.20");
    await start(primary, primaryGuest);
    await start(replica, replicaGuest);
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  it("lets the application use rows and never tables, over TLS alone", async () => {
    await asRoot(primary, "CREATE TABLE food.dishes (name VARCHAR(50) PRIMARY KEY)");
    expect(
      await asApp(PRIMARY, "INSERT INTO dishes VALUES ('饺子'); SELECT name FROM dishes", "--ssl"),
    ).toMatchObject({
      status: 0,
      stdout: "饺子\n",
    });
    const table = await asApp(PRIMARY, "DROP TABLE dishes", "--ssl");
    expect(table.stderr).toMatch(/DROP command denied/);
    const naked = await asApp(PRIMARY, "SELECT 1", "--skip-ssl");
    expect(naked.status).not.toBe(0);
    expect(naked.stderr).toMatch(/Access denied for user 'food_app'/);
  });

  it("replicates, to a server that nobody writes to", async () => {
    await eventually(
      "the row is on the replica",
      () => asApp(REPLICA, "SELECT name FROM dishes", "--ssl"),
      ({ stdout }) => stdout === "饺子\n",
      30,
    );
    const status = await replica.must("mariadb", "--execute", "SHOW SLAVE STATUS\\G");
    expect(status).toMatch(/Slave_IO_Running: Yes/);
    expect(status).toMatch(/Slave_SQL_Running: Yes/);
    expect(status).toMatch(/Master_SSL_Allowed: Yes/);
    expect((await asApp(REPLICA, "INSERT INTO dishes VALUES ('x')", "--ssl")).stderr).toMatch(/read-only/);
  });

  it("goes on after both were restarted, with what was committed", async () => {
    for (const machine of [replica, primary]) {
      await machine.must("mariadb-admin", "shutdown");
      machine.start("/usr/sbin/mariadbd", "--user=mysql");
      await eventually(
        `${machine.address} is back`,
        () => machine.run("mariadb", "--batch", "--execute", "SELECT 1"),
        ({ status }) => status === 0,
        60,
      );
    }
    expect(await asApp(PRIMARY, "INSERT INTO dishes VALUES ('面条')", "--ssl")).toMatchObject({ status: 0 });
    await eventually(
      "the second row is on the replica",
      () => asApp(REPLICA, "SELECT COUNT(*) FROM dishes", "--ssl"),
      ({ stdout }) => stdout === "2\n",
      60,
    );
  });

  it("listens on its own address only", async () => {
    const sockets = await primary.must("ss", "-Htln");
    expect(sockets.trim().split(/\s+/)).toContain(`${PRIMARY}:3306`);
    expect(sockets).not.toMatch(/0\.0\.0\.0:3306|\*:3306/);
  });
});

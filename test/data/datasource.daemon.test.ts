import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accountsOf } from "../../components/data/accounts.ts";
import { mariadb } from "../../components/data/mariadb/mariadb.ts";
import { composeGuest } from "../../components/guest/compose.ts";
import { HEALTH_PATH, HTTP_PORT, tomcat } from "../../components/tomcat/tomcat.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { eventually } from "../guest/run.ts";

const DATABASE = "10.97.2.11";
const TOMCAT = "10.97.2.21";
const SECRETS = {
  sessionKey: "00112233445566778899aabbccddeeff",
  databaseHost: DATABASE,
  databasePassword: "Aa1_app-0123456789",
};

/** What an application does: takes a connection of the pool by its name, and asks. */
const PAGE = `<%@page import="java.sql.*,javax.naming.*,javax.sql.DataSource"%><%
DataSource pool = (DataSource) new InitialContext().lookup("java:comp/env/jdbc/database");
try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement();
     ResultSet row = statement.executeQuery("SELECT CURRENT_USER(), DATABASE()")) {
  row.next();
  out.print(row.getString(1) + " " + row.getString(2) + " ");
}
try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement();
     ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Ssl_version'")) {
  row.next();
  out.print(row.getString(2));
}
%>`;

const [app] = accountsOf({ schema: "food", miniProgram: "food" });
if (!app) throw new Error("the application has an account");
const databaseGuest = composeGuest("food-database-1", "tomcat", [
  mariadb({
    address: DATABASE,
    serverId: 1,
    memoryGiB: 1,
    schema: "food",
    app,
    clients: "10.97.2.0/255.255.255.0",
    logDays: 7,
    place: { role: "primary" },
  }),
]);
const tomcatGuest = composeGuest("food-tomcat-1", "tomcat", [
  tomcat({
    name: "food-tomcat-1",
    address: TOMCAT,
    peers: [],
    cpus: 2,
    memoryGiB: 2,
    sessionTimeoutMinutes: 30,
    stores: { database: { schema: "food", user: app.accountName } },
  }),
]);

const commands = [
  "java",
  "curl",
  "mariadb",
  "mariadb-install-db",
  "ip",
  "unshare",
  "nsenter",
  "openssl",
  "runuser",
];
const paths = ["/usr/share/tomcat10", "/usr/sbin/mariadbd", "/usr/share/java/mariadb-java-client.jar"];
describeJudged("a real Tomcat on a real MariaDB", { commands, root: true, paths }, () => {
  let segment: Segment;
  let database: Machine;
  let server: Machine;

  const startDatabase = async () => {
    database.start("/usr/sbin/mariadbd", "--user=mysql");
    await eventually(
      "the database answers",
      () => database.run("mariadb", "--execute", "SELECT 1"),
      ({ status }) => status === 0,
      60,
    );
  };
  const page = () =>
    server.run(
      "curl",
      "--silent",
      "--max-time",
      "30",
      "--header",
      "X-Forwarded-Proto: https",
      `http://${TOMCAT}:${HTTP_PORT}/app/`,
    );

  beforeAll(async () => {
    segment = await Segment.create();
    database = await segment.machine(DATABASE);
    server = await segment.machine(TOMCAT);
    await database.must(
      "sh",
      "-c",
      "rm -rf /var/lib/mysql && install -d -o mysql -g mysql /var/lib/mysql /run/mysqld /var/log/mysql",
    );
    await database.provision(databaseGuest, SECRETS);
    await database.must(
      "sh",
      "-c",
      "sed -n 's/^ExecStart=//p' /etc/systemd/system/hougu-mariadb-tls.service | sh -e",
    );
    await database.must(
      "mariadb-install-db",
      "--user=mysql",
      "--skip-test-db",
      "--auth-root-authentication-method=socket",
    );
    await startDatabase();

    await server.must("rm", "-rf", "/var/lib/tomcat10/webapps/ROOT");
    await server.provision(tomcatGuest, SECRETS);
    await server.must("mkdir", "-p", "/var/lib/tomcat10/webapps/app");
    await writeFile(server.path("/var/lib/tomcat10/webapps/app/index.jsp"), PAGE);
    expect(await server.verify(tomcatGuest, "tomcat10")).toMatchObject({ status: 0 });
    // biome-ignore format: a command
    server.start("runuser", "-u", "tomcat", "--", "env", "CATALINA_HOME=/usr/share/tomcat10",
      "CATALINA_BASE=/var/lib/tomcat10", "CATALINA_TMPDIR=/tmp", "sh", "/usr/libexec/tomcat10/tomcat-start.sh");
    await eventually(
      "Tomcat is healthy",
      () => server.run("curl", "--silent", "--fail", `http://${TOMCAT}:${HTTP_PORT}${HEALTH_PATH}`),
      ({ status }) => status === 0,
      90,
    );
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  it("asks as the application's account, in its schema, over TLS", async () => {
    expect((await page()).stdout).toMatch(/^food_app@10\.97\.2\.0\/255\.255\.255\.0 food TLSv1\.[23]$/);
  });

  it("serves again after the database was away, without a restart and without one failed request", async () => {
    await page();
    await database.must("mariadb-admin", "shutdown");
    await startDatabase();
    for (let request = 0; request < 5; request++) expect((await page()).stdout).toMatch(/^food_app@/);
  });
});

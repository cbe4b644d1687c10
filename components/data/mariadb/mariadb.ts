import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GuestFile, GuestPart, SecretText } from "../../guest/guest.ts";
import { COMMANDS } from "../../guest/on-machine.ts";
import { secret, secretText } from "../../guest/secret.ts";
import { FORBIDDEN_CALLS, unitDropIn, unitText } from "../../guest/systemd.ts";
import { DATABASE_PORT } from "../../tomcat/stores.ts";
import { type AccountPlan, GRANTS } from "../accounts.ts";
import { EXPORTER_ACCOUNT } from "./mysqld-exporter.ts";
import { serverConfiguration } from "./server-configuration.ts";

/** What a database machine is in its pair. */
export type MariadbRole =
  | { readonly role: "primary"; readonly replica?: string }
  | { readonly role: "replica"; readonly primary: string };

export interface MariadbArgs {
  /** This host's own address: nothing listens on any other. */
  readonly address: string;
  /** Number of this server, unique in its pair; 1 or more. */
  readonly serverId: number;
  readonly memoryGiB: number;
  readonly schema: string;
  /** The application's account; those of operators come by hand, over the machine's own socket. */
  readonly app: AccountPlan;
  /** Who may connect as the application, as MariaDB writes a network: `192.168.50.0/255.255.255.0`. */
  readonly clients: string;
  /** Days that binary logs are kept on the machine. */
  readonly logDays: number;
  readonly place: MariadbRole;
  /** Unit that mounts {@link DATA_FOLDER}, where the data have a disk of their own. */
  readonly diskUnit?: string;
}

/** Debian's place for the data. */
export const DATA_FOLDER = "/var/lib/mysql";
const DATA_UNIT = "hougu-mariadb-data";

/** What the server runs by itself at each start. */
const STATEMENTS = "/etc/mysql/hougu-statements.sql";
const CERTIFICATE = "/etc/mysql/hougu-tls/server.crt";
const PRIVATE_KEY = "/etc/mysql/hougu-tls/server.key";
const REPLICATION_ACCOUNT = "hougu_replica";

/** MariaDB 10.11 with TLS, accounts that are declared at each start, and a replica that follows by GTID. */
export function mariadb(args: MariadbArgs): GuestPart {
  return {
    part: "mariadb",
    packages: ["mariadb-server", "openssl"],
    files: [
      {
        path: "/etc/mysql/mariadb.conf.d/90-hougu.cnf",
        mode: "0644",
        content: serverConfiguration({
          ...args,
          isReplica: args.place.role === "replica",
          statements: STATEMENTS,
          certificate: CERTIFICATE,
          privateKey: PRIVATE_KEY,
        }),
      },
      { path: STATEMENTS, mode: "0640", owner: "root:mysql", content: statements(args) },
      ownCertificate(args.address),
      {
        path: `${COMMANDS}/mariadb-data`,
        mode: "0755",
        content: readFileSync(join(import.meta.dirname, "on-machine/mariadb-data.sh"), "utf8"),
      },
      dataFolder(args.diskUnit),
      unitDropIn("mariadb", {
        Unit: {
          After: `network-online.target hougu-mariadb-tls.service ${DATA_UNIT}.service`,
          Wants: "hougu-mariadb-tls.service network-online.target",
          // Without its disk it would start on the system disk, empty.
          Requires: `${DATA_UNIT}.service`,
        },
        Service: {
          Restart: "on-failure",
          RestartSec: "5",
          LimitNOFILE: "65536",
          // A large buffer pool is written back before it ends; killed, it recovers, which takes longer.
          TimeoutStopSec: "300",
          OOMScoreAdjust: "-500",
          SystemCallFilter: FORBIDDEN_CALLS,
          SystemCallErrorNumber: "EPERM",
        },
      }),
    ],
    services: [
      { unit: "hougu-mariadb-tls" },
      // Run again, it finds everything in order; a restart would stop the server, which requires it.
      { unit: DATA_UNIT, reload: [`${COMMANDS}/mariadb-data`, DATA_FOLDER] },
      {
        unit: "mariadb",
        // Reads the whole configuration, prints it and ends; an option that it doesn't know is an error.
        verify: ["/usr/sbin/mariadbd", "--user=mysql", "--help", "--verbose"],
      },
    ],
    sysctl: {
      // Its memory stays in memory.
      "vm.swappiness": "1",
    },
    ports: [{ name: "mariadb", port: DATABASE_PORT, protocol: "tcp", from: ["tomcat", "monitoring"] }],
    checks: [{ name: "mariadb", port: DATABASE_PORT, intervalSeconds: 5, timeoutSeconds: 2 }],
  };
}

/**
 * The server runs these at each start, as nobody who could connect: schema, account and password are what they are here,
 * whatever was there before, and a rotated password is in force after a restart. Not in the binary log: each server of a
 * pair has its own file, and a replica must write nothing that its primary hasn't. One statement a line: the server wants
 * it so.
 */
function statements({ schema, app, clients, place }: MariadbArgs): SecretText {
  const account = `'${app.accountName}'@'${clients}'`;
  // Nobody knows a password of it, since there is none: only the machine's user of that name comes in by it.
  const exporter = `'${EXPORTER_ACCOUNT}'@'localhost'`;
  const replica = `'${REPLICATION_ACCOUNT}'@'${place.role === "primary" ? (place.replica ?? "") : place.primary}'`;
  const password = secret("databasePassword");
  const common = secretText`SET SESSION sql_log_bin = 0;
CREATE DATABASE IF NOT EXISTS \`${schema}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER IF NOT EXISTS ${account};
ALTER USER ${account} IDENTIFIED BY '${password}' REQUIRE SSL;
REVOKE ALL PRIVILEGES, GRANT OPTION FROM ${account};
GRANT ${GRANTS[app.privilege].join(", ")} ON \`${schema}\`.* TO ${account};
CREATE USER IF NOT EXISTS ${exporter} IDENTIFIED VIA unix_socket WITH MAX_USER_CONNECTIONS 3;
GRANT PROCESS, REPLICATION CLIENT, SLAVE MONITOR ON *.* TO ${exporter};
`;
  if (place.role === "replica") {
    return secretText`${common}CHANGE MASTER TO MASTER_HOST = '${place.primary}', MASTER_PORT = ${DATABASE_PORT}, MASTER_USER = '${REPLICATION_ACCOUNT}', MASTER_PASSWORD = '${secret("databaseReplicaPassword")}', MASTER_USE_GTID = slave_pos, MASTER_SSL = 1, MASTER_SSL_VERIFY_SERVER_CERT = 0, MASTER_CONNECT_RETRY = 5;
START SLAVE;
`;
  }
  if (place.replica === undefined) return common;
  return secretText`${common}CREATE USER IF NOT EXISTS ${replica};
ALTER USER ${replica} IDENTIFIED BY '${secret("databaseReplicaPassword")}' REQUIRE SSL;
GRANT REPLICATION SLAVE ON *.* TO ${replica};
`;
}

function dataFolder(diskUnit: string | undefined): GuestFile {
  const disk: Record<string, string> =
    diskUnit === undefined ? {} : { Requires: `${diskUnit}.service`, After: `${diskUnit}.service` };
  return {
    path: `/etc/systemd/system/${DATA_UNIT}.service`,
    mode: "0644",
    content: unitText({
      Unit: { Description: "Folder of the database server", Before: "mariadb.service", ...disk },
      Service: {
        Type: "oneshot",
        RemainAfterExit: "yes",
        ExecStart: `${COMMANDS}/mariadb-data ${DATA_FOLDER}`,
      },
      Install: { WantedBy: "multi-user.target" },
    }),
  };
}

/** A certificate of the machine's own, made at its first boot: what travels on the segment is encrypted. */
function ownCertificate(address: string): GuestFile {
  const days = 3650;
  return {
    path: "/etc/systemd/system/hougu-mariadb-tls.service",
    mode: "0644",
    content: unitText({
      Unit: {
        Description: "Certificate of the database server",
        ConditionPathExists: `!${CERTIFICATE}`,
        Before: "mariadb.service",
      },
      Service: {
        Type: "oneshot",
        RemainAfterExit: "yes",
        UMask: "0077",
        ExecStart: [
          "/usr/bin/install -d -o root -g mysql -m 0750 /etc/mysql/hougu-tls",
          `/usr/bin/openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days ${days} -subj /CN=${address} -addext subjectAltName=IP:${address} -keyout ${PRIVATE_KEY} -out ${CERTIFICATE}`,
          `/usr/bin/chown root:mysql ${PRIVATE_KEY} ${CERTIFICATE}`,
          `/usr/bin/chmod 0640 ${PRIVATE_KEY} ${CERTIFICATE}`,
        ],
      },
      Install: { WantedBy: "multi-user.target" },
    }),
  };
}

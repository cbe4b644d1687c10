import type { GuestRole } from "../../guest/guest.ts";
import type { Dataset } from "../lines/datasets.ts";
import { FILEBEAT_UNIT } from "./places.ts";

/** Files of one kind on a machine. */
export interface FileSource {
  readonly dataset: Dataset;
  /** Paths as a shell has them. The file that was turned away last is among them: its end may not have been read. */
  readonly paths: readonly string[];
}

/** Where web applications write orders and bookings: a JSON document a line, a file a day. */
export const BUSINESS_EVENTS = "/var/log/tomcat10/business.*.json";

/** What a role's own servers write to files: read their parts (nginx-configuration.ts, server-xml.ts, ...) for why there. */
export const FILES_OF: Readonly<Partial<Record<GuestRole, readonly FileSource[]>>> = {
  edge: [
    { dataset: "nginx.access", paths: ["/var/log/nginx/access.log", "/var/log/nginx/access.log.1"] },
    { dataset: "nginx.error", paths: ["/var/log/nginx/error.log", "/var/log/nginx/error.log.1"] },
  ],
  tomcat: [
    { dataset: "tomcat.access", paths: ["/var/log/tomcat10/access.*.json"] },
    // Debian's logging.properties: the server's own lines, and those of its web applications.
    {
      dataset: "tomcat.server",
      paths: ["/var/log/tomcat10/catalina.*.log", "/var/log/tomcat10/localhost.*.log"],
    },
    { dataset: "business.events", paths: [BUSINESS_EVENTS] },
  ],
  database: [
    {
      dataset: "mariadb.slow",
      paths: ["/var/log/mysql/mariadb-slow.log", "/var/log/mysql/mariadb-slow.log.1"],
    },
  ],
};

/** What a unit's lines in the journal are; `nothing` leaves them there. */
export type UnitMeaning = Dataset | "nothing";

const UNITS_OF: Readonly<Partial<Record<GuestRole, Readonly<Record<string, UnitMeaning>>>>> = {
  // Tomcat's files have the same lines.
  tomcat: { "tomcat10.service": "nothing" },
  rabbitmq: { "rabbitmq-server.service": "rabbitmq.server" },
  database: { "mariadb.service": "mariadb.server" },
};

/** What units of a role's machines say to the journal, by unit; other units' lines are `system.journal`. */
export function unitsOf(role: GuestRole): Readonly<Record<string, UnitMeaning>> {
  return {
    "ssh.service": "system.auth",
    // What it says of its own lines would never end.
    [`${FILEBEAT_UNIT}.service`]: "nothing",
    ...UNITS_OF[role],
  };
}

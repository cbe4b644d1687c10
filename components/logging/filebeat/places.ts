/** Where Filebeat's files lie on a machine. */
export const PLACE = {
  program: "/usr/local/bin/filebeat",
  folder: "/etc/hougu-filebeat",
  configuration: "/etc/hougu-filebeat/filebeat.yml",
  script: "/etc/hougu-filebeat/lines.js",
  authority: "/etc/hougu-filebeat/authority.pem",
  key: "/etc/hougu-filebeat/key.env",
  /** How far every file and the journal have been read. */
  registry: "/var/lib/hougu-filebeat",
} as const;

export const FILEBEAT_UNIT = "hougu-filebeat";

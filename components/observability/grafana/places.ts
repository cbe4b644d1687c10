/** Where Grafana's parts lie on its machine, each said once. */
export const PROGRAM_FOLDER = "/usr/local/share/grafana";
export const CONFIGURATION = "/etc/grafana/grafana.ini";
export const PROVISIONING = "/etc/grafana/provisioning";
/** All pages in one file, as they travel: together they compress to a third of what they do one by one. */
export const PACKED_DASHBOARDS = "/etc/grafana/dashboards.json";
/** The pages, a file each, as Grafana reads them. */
export const DASHBOARDS_FOLDER = "/etc/grafana/dashboards";
export const DATA = "/var/lib/grafana";
/** For root alone; systemd hands a copy to the server. */
export const PASSWORD = "/etc/grafana/admin-password";
export const CERTIFICATE = "/etc/grafana/tls/server.crt";
export const PRIVATE_KEY = "/etc/grafana/tls/server.key";

export const SERVER_UNIT = "grafana-server";
export const TLS_UNIT = "hougu-grafana-tls";
export const PROGRAM_UNIT = "hougu-grafana-program";
export const DASHBOARDS_UNIT = "hougu-grafana-dashboards";

/** Where the server finds what systemd hands to it (`LoadCredential=`). */
export function credential(name: string): string {
  return `/run/credentials/${SERVER_UNIT}.service/${name}`;
}

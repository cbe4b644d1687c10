import type { NginxCommon, Upstream } from "./nginx-arguments.ts";

/**
 * Idle connections that a worker keeps to each pool; more than this come and go. A connection idles at most 60 s here
 * and 75 s at Tomcat (connector.ts), so it is always Nginx that closes it: no request meets a closing connection.
 */
const KEPT_ALIVE = 64;

/** The name or variable that proxy_pass goes to. */
export function poolOf({ affinity = "any" }: NginxCommon): string {
  return affinity === "jvmRoute" ? "$pool" : "tomcats";
}

/** The pools of Tomcats, and with affinity the map from a session's route to its pool. */
export function upstreams({ upstreams, affinity = "any" }: NginxCommon): string {
  const all = pool("tomcats", upstreams, []);
  if (affinity === "any") return all;
  const own = upstreams.map((one) =>
    pool(
      poolName(one),
      [one],
      upstreams.filter((other) => other !== one),
    ),
  );
  const routes = upstreams.map((one) => `  "~\\.${one.name}$" ${poolName(one)};\n`).join("");
  return `${all}\n${own.join("\n")}
# A session id ends in the route of the Tomcat that began it.
map $cookie_jsessionid $pool {
  default tomcats;
${routes}}
`;
}

function poolName({ name }: Upstream): string {
  return `session_on_${name.replaceAll("-", "_")}`;
}

function pool(name: string, first: readonly Upstream[], backup: readonly Upstream[]): string {
  // Three failures in 10 s take a Tomcat out for 10 s: one slow garbage collection does not, a restart does.
  const server = (one: Upstream, more: string): string =>
    `  server ${one.address}:${one.port} max_fails=3 fail_timeout=10s${more}; # ${one.name}\n`;
  return `upstream ${name} {
  zone ${name} 64k;
  least_conn;
${first.map((one) => server(one, "")).join("")}${backup.map((one) => server(one, " backup")).join("")}  keepalive ${KEPT_ALIVE};
  keepalive_timeout 60s;
}
`;
}

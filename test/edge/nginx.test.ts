import { describe, expect, it } from "vitest";
import { EDGE_HEALTH, type NginxArgs, nginx } from "../../components/edge/nginx.ts";

const ARGS: NginxArgs = {
  serverName: "api.artist.example.com",
  virtualAddress: "10.20.0.10",
  upstreams: [
    { name: "artist-tomcat-1", address: "10.20.16.11", port: 8080 },
    { name: "artist-tomcat-2", address: "10.20.16.12", port: 8080 },
  ],
  requestsPerSecond: 20,
  burst: 40,
  maxBodyMiB: 5,
};

function configuration(more: Partial<NginxArgs> = {}): string {
  const file = nginx({ ...ARGS, ...more }).files?.find(({ path }) => path === "/etc/nginx/nginx.conf");
  if (typeof file?.content !== "string") throw new Error("no nginx.conf");
  return file.content;
}

describe("nginx", () => {
  it("serves clients on the virtual address alone, and its health on loopback", () => {
    const addresses = [...configuration().matchAll(/listen ([^:;]+):(\d+)/g)].map(
      ([, address, port]) => `${address}:${port}`,
    );
    expect(new Set(addresses)).toEqual(new Set(["10.20.0.10:80", "10.20.0.10:443", "127.0.0.1:8081"]));
    expect(nginx(ARGS).ports?.find(({ port }) => port === EDGE_HEALTH.port)?.from).toEqual(["self"]);
  });

  it("has the limits that the environment asks for", () => {
    const text = configuration({ requestsPerSecond: 7, burst: 9, maxBodyMiB: 3, connectionsPerClient: 11 });
    for (const line of [
      "rate=7r/s;",
      "burst=9 nodelay;",
      "client_max_body_size 3m;",
      "connections_per_client 11;",
    ])
      expect(text).toContain(line);
  });

  it("balances over all Tomcats by default", () => {
    const text = configuration();
    expect(text).toContain("server 10.20.16.11:8080 max_fails=3 fail_timeout=10s;");
    expect(text).toContain("proxy_pass http://tomcats;");
    expect(text).not.toContain("backup");
  });

  it("keeps a session on its Tomcat with affinity, and has the others in reserve", () => {
    const text = configuration({ affinity: "jvmRoute" });
    expect(text).toContain('"~\\.artist-tomcat-1$" session_on_artist_tomcat_1;');
    expect(text).toContain("proxy_pass http://$pool;");
    expect(text).toMatch(/upstream session_on_artist_tomcat_2 \{[^}]*10\.20\.16\.11:8080 [^;]*backup;/);
  });

  it("upgrades below the path that it is told", () => {
    expect(configuration({ webSocketPath: "/danmaku/" })).toContain("location /danmaku/ {");
  });

  it("holds no secret outside the two TLS files", () => {
    const holders = nginx(ARGS).files?.filter(({ content }) => typeof content !== "string");
    expect(holders?.map(({ path, mode }) => [path, mode])).toEqual([
      ["/etc/nginx/tls/chain.pem", "0640"],
      ["/etc/nginx/tls/key.pem", "0600"],
    ]);
  });
});

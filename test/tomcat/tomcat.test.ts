import { describe, expect, it } from "vitest";
import { keepalived } from "../../components/edge/keepalived.ts";
import { composeGuest } from "../../components/guest/compose.ts";
import type { GuestPart } from "../../components/guest/guest.ts";
import { fillSecrets, secretsOf } from "../../components/guest/secret.ts";
import { type TomcatArgs, tomcat } from "../../components/tomcat/tomcat.ts";

const ARGS: TomcatArgs = {
  name: "artist-tomcat-1",
  address: "10.20.16.11",
  peers: [
    { name: "artist-tomcat-2", address: "10.20.16.12" },
    { name: "artist-tomcat-3", address: "10.20.20.11" },
  ],
  cpus: 2,
  memoryGiB: 4,
  sessionTimeoutMinutes: 30,
};

function text(part: GuestPart, path: string): string {
  const file = part.files?.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`no ${path}`);
  return fillSecrets(file.content, { sessionKey: "0123456789abcdef" });
}

const serverXml = (more: Partial<TomcatArgs> = {}) =>
  text(tomcat({ ...ARGS, ...more }), "/etc/tomcat10/server.xml");

describe("tomcat", () => {
  it("knows every peer by an id that every node computes alike", () => {
    const mine = serverXml();
    expect(mine).toContain('host="10.20.16.12" port="4000" uniqueId="{0,0,0,0,0,0,0,0,0,0,0,0,10,20,16,12}"');
    expect(mine).toContain('host="10.20.20.11" port="4000" uniqueId="{0,0,0,0,0,0,0,0,0,0,0,0,10,20,20,11}"');
    expect(mine).not.toContain('host="10.20.16.11"');
    const theirs = serverXml({
      name: "artist-tomcat-2",
      address: "10.20.16.12",
      peers: [{ name: ARGS.name, address: ARGS.address }],
    });
    expect(theirs).toContain('uniqueId="{0,0,0,0,0,0,0,0,0,0,0,0,10,20,16,12}"');
  });

  it("puts the key into one file that only root and Tomcat read", () => {
    const part = tomcat(ARGS);
    expect(secretsOf({ files: part.files ?? [] })).toEqual(["sessionKey"]);
    const holders = part.files?.filter(({ content }) => typeof content !== "string");
    expect(holders?.map(({ path, mode, owner }) => [path, mode, owner])).toEqual([
      ["/etc/tomcat10/server.xml", "0640", "root:tomcat"],
    ]);
    expect(serverXml()).toContain('encryptionKey="0123456789abcdef"');
  });

  it("rewrites a session's route after a failover only when routes matter", () => {
    expect(serverXml()).not.toContain("JvmRouteBinderValve");
    expect(serverXml({ affinity: "jvmRoute" })).toContain("JvmRouteBinderValve");
  });

  it("gives Tomcat what the system doesn't need, and time to drain", () => {
    const unit = text(tomcat(ARGS), "/etc/systemd/system/tomcat10.service.d/10-hougu.conf");
    expect(unit).toContain("MemoryMax=3481M"); // 4096 - 615
    expect(unit).toContain("TimeoutStopSec=45");
  });

  it("ends idle sessions as configured", () => {
    const path = "/etc/tomcat10/Catalina/localhost/web.xml.default";
    expect(text(tomcat({ ...ARGS, sessionTimeoutMinutes: 42 }), path)).toContain("<session-timeout>42<");
  });

  it("opens its ports to the edge and to its peers, nobody else", () => {
    expect(tomcat(ARGS).ports?.map(({ port, from }) => [port, from])).toEqual([
      [8080, ["edge", "monitoring"]],
      [4000, ["tomcat"]],
    ]);
  });

  it("goes together with any other part", () => {
    const edge = keepalived({
      priority: 100,
      interface: "eth0",
      virtualRouterId: 1,
      virtualAddress: "10.0.0.1",
      prefix: 24,
      ownAddress: "10.0.0.2",
      peerAddress: "10.0.0.3",
      transport: "unicast",
    });
    expect(composeGuest("both", "edge", [edge, tomcat(ARGS)]).packages).toContain("tomcat10");
  });
});

import { cp } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { composeGuest } from "../../components/guest/compose.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { CLUSTER_PORT, HEALTH_PATH, HTTP_PORT, tomcat } from "../../components/tomcat/tomcat.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { eventually } from "../guest/run.ts";

const KEY = "00112233445566778899aabbccddeeff";
const NODES = [
  { name: "tomcat-1", address: "10.97.0.11" },
  { name: "tomcat-2", address: "10.97.0.12" },
] as const;
const here = import.meta.dirname;

function tomcatGuest(index: 0 | 1): Guest {
  return composeGuest(NODES[index].name, "tomcat", [
    tomcat({
      ...NODES[index],
      peers: [NODES[index === 0 ? 1 : 0]],
      cpus: 2,
      memoryGiB: 2,
      sessionTimeoutMinutes: 17,
    }),
  ]);
}

const commands = ["java", "curl", "ip", "unshare", "nsenter", "ss", "runuser", "python3"];
describeJudged("two real Tomcats", { commands, root: true, paths: ["/usr/share/tomcat10"] }, () => {
  let segment: Segment;
  let first: Machine;
  let second: Machine;
  let edge: Machine;

  const curl = (...options: string[]) =>
    edge.run("curl", "--silent", "--max-time", "20", "--header", "X-Forwarded-Proto: https", ...options);
  const ask = async (machine: Machine, session: string, query = "") =>
    JSON.parse(
      (await curl("--cookie", `JSESSIONID=${session}`, `http://${machine.address}:${HTTP_PORT}/app/${query}`))
        .stdout,
    );
  const begin = (machine: Machine) => ask(machine, "none", "?action=begin");

  async function install(machine: Machine, index: 0 | 1, key: string): Promise<void> {
    // As before the package: this computer's copy has the sample page that the package brings where no ROOT is.
    await machine.must("rm", "-rf", "/var/lib/tomcat10/webapps/ROOT");
    await machine.provision(tomcatGuest(index), { sessionKey: key });
    await cp(join(here, "webapp"), machine.path("/var/lib/tomcat10/webapps/app"), { recursive: true });
  }
  async function start(machine: Machine): Promise<void> {
    // As Debian's unit starts it.
    // biome-ignore format: a command
    machine.start("runuser", "-u", "tomcat", "--", "env", "CATALINA_HOME=/usr/share/tomcat10",
      "CATALINA_BASE=/var/lib/tomcat10", "CATALINA_TMPDIR=/tmp", "sh", "/usr/libexec/tomcat10/tomcat-start.sh");
    await eventually(
      `${machine.address} is healthy`,
      () =>
        curl(
          "--output",
          "/dev/null",
          "--write-out",
          "%{http_code}",
          `http://${machine.address}:${HTTP_PORT}${HEALTH_PATH}`,
        ),
      ({ stdout }) => stdout === "200",
      90,
    );
  }
  async function end(machine: Machine, signal: "TERM" | "KILL"): Promise<void> {
    await machine.must("pkill", `-${signal}`, "-x", "java");
    await eventually(
      "Tomcat has ended",
      () => machine.run("pgrep", "-x", "java"),
      ({ status }) => status === 1,
      60,
    );
  }

  beforeAll(async () => {
    segment = await Segment.create();
    first = await segment.machine(NODES[0].address);
    second = await segment.machine(NODES[1].address);
    edge = await segment.machine("10.97.0.10");
    await install(first, 0, KEY);
    await install(second, 1, KEY);
    expect(await first.verify(tomcatGuest(0), "tomcat10")).toMatchObject({ status: 0 });
    await start(first);
    await start(second);
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  it("listen on their own address only, and on no shutdown port", async () => {
    const sockets = (await first.must("ss", "-Htln"))
      .trim()
      .split("\n")
      .map((line) => line.split(/\s+/)[3]);
    // An IPv4 stack on a dual socket shows as [::ffff:...].
    const addresses = sockets.map((socket) => socket?.replace(/^\[::ffff:(.*)\]/, "$1")).sort();
    expect(addresses).toEqual([`${first.address}:${CLUSTER_PORT}`, `${first.address}:${HTTP_PORT}`]);
  });

  it("share a session so closely that each next request may go to the other node", async () => {
    const { session, count, idleSeconds } = await begin(first);
    expect(count).toBe(1);
    expect(idleSeconds).toBe(17 * 60);
    for (let expected = 2; expected <= 21; expected++) {
      const answer = await ask(expected % 2 === 0 ? second : first, session);
      expect(answer).toMatchObject({ session, count: expected });
    }
  });

  it("set the session's cookie for TLS only, closed to scripts, and see the client that the edge saw", async () => {
    const { stdout } = await curl(
      "--include",
      "--header",
      "X-Forwarded-For: 203.0.113.7",
      `http://${first.address}:${HTTP_PORT}/app/?action=begin`,
    );
    expect(stdout).toMatch(
      /Set-Cookie: JSESSIONID=[0-9A-F]{32}\.tomcat-1; Path=\/app; Secure; HttpOnly; SameSite=Lax/,
    );
    expect(JSON.parse(stdout.split("\r\n\r\n")[1] ?? "")).toMatchObject({
      client: "203.0.113.7",
      secure: true,
    });
  });

  it("send sessions over the wire encrypted", async () => {
    const note = "a-note-that-must-not-be-read";
    for (const port of [CLUSTER_PORT, HTTP_PORT])
      second.start("python3", join(here, "sniff.py"), String(port), `/tmp/${port}`);
    await second.must("sleep", "1");
    const { session } = await begin(first);
    await ask(first, session, `?note=${note}`);
    await ask(second, session, `?note=${note}`);
    const wire = async (port: number) => (await second.must("cat", `/tmp/${port}`)).toString();
    await eventually(
      "the sniffer has seen the request",
      () => wire(HTTP_PORT),
      (text) => text.includes(note),
    );
    const cluster = await wire(CLUSTER_PORT);
    expect(cluster.length).toBeGreaterThan(100);
    expect(cluster).not.toContain(note);
    expect(cluster).not.toContain(session);
  });

  it("log requests as JSON without queries", async () => {
    await curl("--header", "X-Request-Id: phone-1", `http://${first.address}:${HTTP_PORT}/app/?code=secret`);
    const log = await eventually(
      "the request is logged",
      () => first.must("sh", "-c", "cat /var/log/tomcat10/access*.json"),
      (text) => text.includes("phone-1"),
    );
    const line = JSON.parse(log.trim().split("\n").at(-1) ?? "");
    expect(line).toMatchObject({ method: "GET", path: "/app/", statusCode: "200" });
    expect(log).not.toContain("code=secret");
  });

  it("tell strangers nothing about a failure", async () => {
    const { stdout } = await curl(`http://${first.address}:${HTTP_PORT}/app/?action=fail`);
    expect(stdout).toContain("500");
    expect(stdout).not.toMatch(/Exception|details|Tomcat\//);
  });

  it("write garbage collections to their log, with the heap that was computed", async () => {
    const log = await first.must("cat", "/var/log/tomcat10/gc.log");
    expect(log).toContain("Using G1");
    expect(await first.must("pgrep", "-a", "-x", "java")).toContain("-XX:+ExitOnOutOfMemoryError");
  });

  it("finish a request in flight before they stop", async () => {
    const slow = curl(
      "--write-out",
      " %{http_code}",
      `http://${second.address}:${HTTP_PORT}/app/?action=sleep&milliseconds=3000`,
    );
    await second.must("sleep", "1");
    const stopped = end(second, "TERM");
    expect((await slow).stdout).toMatch(/ 200$/);
    await stopped;
    await start(second);
  });

  it("keep a session when its node dies, and give it to the node that returns", async () => {
    const { session } = await begin(first);
    await ask(first, session);
    await end(first, "KILL");
    expect(await ask(second, session)).toMatchObject({ session, count: 3 });
    await start(first);
    expect(await ask(first, session)).toMatchObject({ session, count: 4 });
    expect(await ask(second, session)).toMatchObject({ session, count: 5 });
  });

  it("share nothing with a node that doesn't know the key", async () => {
    await end(second, "TERM");
    await install(second, 1, "ffeeddccbbaa99887766554433221100");
    await start(second);
    const { session } = await begin(first);
    expect(await ask(second, session)).toMatchObject({ session: null, count: 0 });
    // And the stranger doesn't keep the first from serving.
    expect(await ask(first, session)).toMatchObject({ session, count: 2 });
  });

  it("have their configuration refused when it is broken", async () => {
    const path = "/etc/tomcat10/server.xml";
    await second.write(path, (await second.must("cat", path)).replace("</Engine>", ""));
    expect((await second.verify(tomcatGuest(1), "tomcat10")).status).not.toBe(0);
  });
});

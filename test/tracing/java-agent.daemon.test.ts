import { copyFile, cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { composeGuest } from "../../components/guest/compose.ts";
import { HEALTH_PATH, HTTP_PORT, tomcat } from "../../components/tomcat/tomcat.ts";
import { JAVA_AGENT_PATH } from "../../components/tracing/java-agent.ts";
import { OTLP_HTTP_PORT } from "../../components/tracing/ports.ts";
import { javaAgentIn } from "../../tools/telemetry-judges/cache.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { eventually } from "../guest/run.ts";
import { describeBuilt } from "./judges.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const BODIES = "/tmp/bodies";
const judge = javaAgentIn(process.env);
const guest = composeGuest("tomcat-1", "tomcat", [
  tomcat({
    name: "tomcat-1",
    address: "10.96.0.11",
    peers: [],
    cpus: 2,
    memoryGiB: 2,
    sessionTimeoutMinutes: 30,
    traced: { miniProgram: "artist", environment: "prod", version: "1.4.2" },
  }),
]);

const commands = ["java", "curl", "ip", "unshare", "nsenter", "runuser", "grep"];
const needs = { commands, root: true, paths: ["/usr/share/tomcat10"] };
describeBuilt("a real Tomcat under the Java agent", judge, needs, () => {
  let segment: Segment;
  let machine: Machine;

  const start = async (): Promise<void> => {
    // biome-ignore format: a command
    machine.start("runuser", "-u", "tomcat", "--", "env", "CATALINA_HOME=/usr/share/tomcat10",
      "CATALINA_BASE=/var/lib/tomcat10", "CATALINA_TMPDIR=/tmp", "sh", "/usr/libexec/tomcat10/tomcat-start.sh");
    await eventually(
      "Tomcat is healthy",
      () => machine.run("curl", "--silent", "--fail", `http://${machine.address}:${HTTP_PORT}${HEALTH_PATH}`),
      ({ status }) => status === 0,
      90,
    );
  };
  const ask = (...headers: readonly string[]) =>
    machine.must(
      "curl",
      "--silent",
      "--fail",
      ...headers.flatMap((header) => ["--header", header]),
      "--header",
      "X-Forwarded-Proto: https",
      `http://${machine.address}:${HTTP_PORT}/app/`,
    );

  beforeAll(async () => {
    segment = await Segment.create();
    machine = await segment.machine("10.96.0.11");
    await machine.must("rm", "-rf", "/var/lib/tomcat10/webapps/ROOT");
    await machine.provision(guest, { sessionKey: "00112233445566778899aabbccddeeff" });
    await cp(join(import.meta.dirname, "../tomcat/webapp"), machine.path("/var/lib/tomcat10/webapps/app"), {
      recursive: true,
    });
    machine.start(
      process.execPath,
      join(import.meta.dirname, "otlp-sink.ts"),
      String(OTLP_HTTP_PORT),
      BODIES,
    );
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  it("serves without the agent's file", async () => {
    await start();
    await ask();
    await machine.must("pkill", "-TERM", "-x", "java");
    await eventually(
      "Tomcat has ended",
      () => machine.run("pgrep", "-x", "java"),
      ({ status }) => status === 1,
      60,
    );
  });

  it("continues the trace that Nginx sends, under its mini-program, version and environment", async () => {
    await mkdir(dirname(machine.path(JAVA_AGENT_PATH)), { recursive: true });
    await copyFile(judge, machine.path(JAVA_AGENT_PATH));
    await start();
    await ask(`traceparent: 00-${TRACE}-b7ad6b7169203331-01`);
    // Protobuf: texts stand in it as they are, ids as bytes.
    const has = (pattern: string) =>
      machine.run("sh", "-c", `grep --recursive --quiet --text --perl-regexp '${pattern}' ${BODIES}`);
    await eventually(
      "the trace's spans come to the relay",
      () => has(TRACE.replace(/../g, (byte) => `\\x${byte}`)),
      ({ status }) => status === 0,
      60,
    );
    for (const text of [
      "artist-api",
      "service\\.namespace",
      "1\\.4\\.2",
      "deployment\\.environment\\.name",
      "GET /app/",
    ])
      expect(await has(text), text).toMatchObject({ status: 0 });
  });
});

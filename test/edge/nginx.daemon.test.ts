import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nginx } from "../../components/edge/nginx.ts";
import { composeGuest } from "../../components/guest/compose.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { selfSigned } from "./certificate.ts";

const NAME = "api.artist.example.com";
const VIP = "10.99.0.10";
const here = import.meta.dirname;

function guest(requestsPerSecond: number): Guest {
  return composeGuest("edge-1", "edge", [
    nginx({
      serverName: NAME,
      virtualAddress: VIP,
      upstreams: [
        { name: "tomcat-1", address: "10.99.0.21", port: 8080 },
        { name: "tomcat-2", address: "10.99.0.22", port: 8080 },
      ],
      requestsPerSecond,
      burst: 5,
      maxBodyMiB: 1,
    }),
  ]);
}

const commands = ["nginx", "openssl", "curl", "ip", "unshare", "nsenter", "ss"];
describeJudged("the edge, served by a real Nginx", { commands, root: true }, () => {
  let segment: Segment;
  let edge: Machine;
  let client: Machine;

  const curl = (...options: string[]) =>
    client.run(
      "curl",
      "--silent",
      "--insecure",
      "--max-time",
      "10",
      "--resolve",
      `${NAME}:443:${VIP}`,
      "--resolve",
      `${NAME}:80:${VIP}`,
      ...options,
    );
  const status = async (...options: string[]) =>
    (await curl("--output", "/dev/null", "--write-out", "%{http_code}", ...options)).stdout;

  beforeAll(async () => {
    segment = await Segment.create();
    edge = await segment.machine("10.99.0.11");
    client = await segment.machine("10.99.0.99");
    const { certificate, privateKey } = await selfSigned(NAME);
    await edge.provision(guest(500), { tlsCertificate: certificate, tlsPrivateKey: privateKey });
    for (const address of ["10.99.0.21", "10.99.0.22"]) {
      const backend = await segment.machine(address);
      backend.start(process.execPath, join(here, "echo-upstream.mjs"), address, "8080");
      await backend.listens(8080);
    }
    expect(await edge.verify(guest(500), "nginx")).toMatchObject({ status: 0 });
    // Started before it owns the virtual address, as the standby of a pair is.
    await edge.must("nginx");
    await edge.listens(443);
    await edge.must("ip", "address", "add", `${VIP}/24`, "dev", "eth0");
  });
  afterAll(async () => {
    await segment?.destroy();
  });

  it("refuses a configuration that Nginx would refuse", async () => {
    const broken = await segment.machine("10.99.0.12");
    await broken.provision(guest(500), { tlsCertificate: "not a certificate", tlsPrivateKey: "not a key" });
    expect(await broken.verify(guest(500), "nginx")).toMatchObject({ status: 1 });
  });

  it("sends plain HTTP to HTTPS, of its own name only", async () => {
    const { stdout } = await curl(
      "--head",
      "--header",
      "Host: evil.example.com",
      `http://${VIP}/pictures?page=2`,
    );
    expect(stdout).toMatch(/^HTTP\/1.1 308/);
    expect(stdout).toContain(`Location: https://${NAME}/pictures?page=2\r`);
    expect(stdout).not.toMatch(/nginx\/\d/);
  });

  it("passes a request on with what the Tomcats must know, and nothing that the client made up", async () => {
    const { stdout } = await curl(
      "--http1.1",
      "--header",
      "X-Forwarded-For: 1.2.3.4",
      "--header",
      "Forwarded: for=1.2.3.4",
      "--header",
      "X-Request-Id: <script>",
      `https://${NAME}/pictures?page=2`,
    );
    const { url, headers } = JSON.parse(stdout);
    expect(url).toBe("/pictures?page=2");
    expect(headers).toMatchObject({
      host: NAME,
      "x-forwarded-for": "10.99.0.99",
      "x-forwarded-proto": "https",
      "x-request-id": expect.stringMatching(/^[0-9a-f]{32}$/),
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
    });
    expect(headers).not.toHaveProperty("forwarded");
    expect(headers).not.toHaveProperty("connection", "close");
    expect(headers.traceparent.slice(3, 35)).toBe(headers["x-request-id"]);
  });

  it("keeps a valid request id and trace, and replaces an invalid trace", async () => {
    const ask = async (traceparent: string) =>
      JSON.parse(
        (
          await curl(
            "--header",
            "X-Request-Id: phone-0001",
            "--header",
            `traceparent: ${traceparent}`,
            `https://${NAME}/`,
          )
        ).stdout,
      ).headers;
    const valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    expect(await ask(valid)).toMatchObject({ traceparent: valid, "x-request-id": "phone-0001" });
    const nobody = "00-00000000000000000000000000000000-b7ad6b7169203331-01";
    expect((await ask(nobody)).traceparent).not.toBe(nobody);
  });

  it("speaks TLS 1.2 and 1.3 with forward secrecy, nothing older, and HTTP/2", async () => {
    // @SECLEVEL=0 lets the client itself speak TLS 1.1 at all.
    const handshake = (...options: string[]) =>
      client.run(
        "sh",
        "-c",
        `openssl s_client -connect ${VIP}:443 -servername ${NAME} ${options.join(" ")} </dev/null 2>&1`,
      );
    expect((await handshake("-tls1_3")).stdout).toMatch(/TLSv1\.3, Cipher is TLS_/);
    expect((await handshake("-tls1_2")).stdout).toMatch(/TLSv1\.2, Cipher is ECDHE-/);
    const old = await handshake("-tls1_1", "-cipher", "'ALL:@SECLEVEL=0'");
    expect(old.stdout).toMatch(/alert protocol version/);
    expect((await handshake("-tls1_2", "-cipher", "AES128-GCM-SHA256")).stdout).toMatch(/handshake failure/);
    expect((await handshake("-alpn", "h2")).stdout).toContain("ALPN protocol: h2");
  });

  it("ends a handshake for a name that is not its own", async () => {
    const { status: ended } = await client.run(
      "curl",
      "--silent",
      "--insecure",
      "--resolve",
      `other.example.com:443:${VIP}`,
      "https://other.example.com/",
    );
    expect(ended).toBe(35);
  });

  it("says HSTS, and hides Tomcat's own health", async () => {
    const { stdout } = await curl("--include", `https://${NAME}/`);
    expect(stdout.toLowerCase()).toContain("strict-transport-security: max-age=63072000");
    expect(await status(`https://${NAME}/health`)).toBe("404");
  });

  it("lets WebSockets through, and no other upgrade", async () => {
    const script = `printf '%s %s\\n' ${VIP} ${NAME} >> /etc/hosts; NODE_TLS_REJECT_UNAUTHORIZED=0 NODE_NO_WARNINGS=1 ${process.execPath} ${join(here, "websocket-client.mjs")} wss://${NAME}/ws/room 弹幕`;
    expect((await client.run("sh", "-c", script)).stdout).toBe("弹幕\n");
    const { stdout } = await curl(
      "--http1.1",
      "--header",
      "Connection: Upgrade, HTTP2-Settings",
      "--header",
      "Upgrade: h2c",
      `https://${NAME}/`,
    );
    expect(JSON.parse(stdout).headers).not.toHaveProperty("upgrade");
  });

  it("refuses a body above the limit", async () => {
    const body = (bytes: number) =>
      status("--header", "Expect:", "--data-binary", "x".repeat(bytes), `https://${NAME}/`);
    expect(await body(100_000)).toBe("200");
    const { stdout } = await client.run(
      "sh",
      "-c",
      `head -c 1100000 /dev/zero | curl -sk -o /dev/null -w '%{http_code}' --resolve ${NAME}:443:${VIP} --data-binary @- https://${NAME}/`,
    );
    expect(stdout).toBe("413");
  });

  it("asks another Tomcat when one can't, but never twice for a POST", async () => {
    const before = async () =>
      (await edge.must("cat", "/var/log/nginx/access.log"))
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    expect(await status(`https://${NAME}/refuse`)).toBe("503");
    expect((await before()).at(-1)).toMatchObject({ path: "/refuse", upstream_status: "503, 503" });
    expect(await status("--request", "POST", `https://${NAME}/refuse`)).toBe("503");
    expect((await before()).at(-1)).toMatchObject({ method: "POST", upstream_status: "503" });
  });

  it("logs JSON without queries", async () => {
    await status("--header", 'User-Agent: a "quoted" \\ agent', `https://${NAME}/login?code=secret`);
    const log = await edge.must("cat", "/var/log/nginx/access.log");
    const line = JSON.parse(log.trim().split("\n").at(-1) ?? "");
    expect(line).toMatchObject({
      path: "/login",
      status: 200,
      user_agent: 'a "quoted" \\ agent',
      client: "10.99.0.99",
    });
    expect(log).not.toContain("code=secret");
  });

  it("answers /healthz and /status to itself alone", async () => {
    expect((await edge.run("curl", "--silent", "http://127.0.0.1:8081/healthz")).stdout).toBe("ok\n");
    expect((await edge.run("curl", "--silent", "http://127.0.0.1:8081/status")).stdout).toMatch(
      /^Active connections/,
    );
    expect(
      (await client.run("curl", "--silent", "--max-time", "2", "http://10.99.0.11:8081/healthz")).status,
    ).toBe(7);
  });

  it("answers 429 above the rate, and serves again afterwards", async () => {
    const { certificate, privateKey } = await selfSigned(NAME);
    await edge.provision(guest(1), { tlsCertificate: certificate, tlsPrivateKey: privateKey });
    await edge.must("nginx", "-s", "reload");
    const ask = `for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do curl -sk -o /dev/null -w '%{http_code}\\n' --resolve ${NAME}:443:${VIP} https://${NAME}/; done`;
    // Old workers may still answer the first moments after the reload.
    let answers: string[] = [];
    for (let round = 0; round < 5 && !answers.includes("429"); round++)
      answers = (await client.must("sh", "-c", ask)).trim().split("\n");
    expect(answers).toContain("429");
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await status(`https://${NAME}/`)).toBe("200");
  });
});

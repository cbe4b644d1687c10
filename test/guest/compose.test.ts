import { describe, expect, it } from "vitest";
import { composeGuest } from "../../components/guest/compose.ts";
import type { GuestFile, GuestPart } from "../../components/guest/guest.ts";
import { GuestError } from "../../components/guest/guest-error.ts";
import { secret, secretText } from "../../components/guest/secret.ts";

const file = (more: Partial<GuestFile> = {}): GuestFile => ({
  path: "/etc/a.conf",
  content: "a\n",
  mode: "0644",
  ...more,
});

function problemsOf(...parts: readonly Partial<GuestPart>[]): readonly string[] {
  try {
    composeGuest(
      "edge-1",
      "edge",
      parts.map((part, index) => ({ part: ["one", "two"][index] ?? "more", ...part })),
    );
  } catch (error) {
    if (error instanceof GuestError) return error.problems;
    throw error;
  }
  return [];
}

describe("composeGuest", () => {
  it("joins parts: packages and sysctl sorted, services in order, what is said twice said once", () => {
    const guest = composeGuest("edge-1", "edge", [
      {
        part: "one",
        packages: ["nginx", "curl"],
        files: [file()],
        services: [{ unit: "nginx" }],
        sysctl: { "net.b": "1" },
      },
      {
        part: "two",
        packages: ["curl"],
        files: [file()],
        services: [{ unit: "keepalived" }],
        sysctl: { "net.a": "0", "net.b": "1" },
        ports: [{ name: "http", port: 80, protocol: "tcp", from: ["internet"] }],
      },
    ]);
    expect(guest).toEqual({
      name: "edge-1",
      role: "edge",
      packages: ["curl", "nginx"],
      files: [file()],
      services: [{ unit: "nginx" }, { unit: "keepalived" }],
      sysctl: { "net.a": "0", "net.b": "1" },
      ports: [{ name: "http", port: 80, protocol: "tcp", from: ["internet"] }],
      checks: [],
    });
    expect(Object.keys(guest.sysctl)).toEqual(["net.a", "net.b"]);
  });

  it("names both parts of a conflict, and every conflict", () => {
    const port = { port: 80, protocol: "tcp", from: ["internet"] } as const;
    expect(
      problemsOf(
        {
          files: [file()],
          sysctl: { "net.a": "0" },
          services: [{ unit: "nginx" }],
          ports: [{ name: "http", ...port }],
        },
        {
          files: [file({ content: "b\n" })],
          sysctl: { "net.a": "1" },
          services: [{ unit: "nginx", verify: ["nginx", "-t"] }],
          ports: [{ name: "web", ...port }],
        },
      ),
    ).toEqual([
      "path /etc/a.conf: two says otherwise than one",
      "unit nginx: two says otherwise than one",
      "port tcp/80: two says otherwise than one",
      "sysctl net.a: two says otherwise than one",
    ]);
    expect(problemsOf({ files: [file()] }, { files: [file({ mode: "0600" })] })).toHaveLength(1);
  });

  it("lets TCP and UDP share a number", () => {
    const dns = (protocol: "tcp" | "udp") => ({
      name: `dns-${protocol}`,
      port: 53,
      protocol,
      from: ["self" as const],
    });
    expect(problemsOf({ ports: [dns("tcp"), dns("udp")] })).toEqual([]);
  });

  it.each([
    [file({ path: "etc/a.conf" }), "an absolute path"],
    [file({ path: "/etc/../a" }), "an absolute path"],
    [file({ path: "/etc//a" }), "an absolute path"],
    [file({ mode: "644" }), "is not octal with four digits"],
    [file({ mode: "0888" }), "is not octal with four digits"],
    [file({ mode: "0666" }), "lets everybody write"],
    [file({ owner: "tomcat" }), 'is not "user:group"'],
    [
      file({ mode: "0644", content: secretText`${secret("sessionKey")}` }),
      'holds a secret, so its mode is "0640"',
    ],
    [
      file({ mode: "0660", content: secretText`${secret("sessionKey")}` }),
      'holds a secret, so its mode is "0640"',
    ],
    [file({ content: "pass @@secret:vrrpPassword@@" }), "use secretText"],
    [file({ reloads: ["nginx"] }), "reloads nginx, which this guest doesn't run"],
  ])("refuses %o", (bad, message) => {
    const problems = problemsOf({ files: [bad] });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
    expect(problems[0]).toContain(bad.path);
  });

  it("accepts a secret that its group may read", () => {
    expect(
      problemsOf({ files: [file({ mode: "0640", content: secretText`${secret("sessionKey")}` })] }),
    ).toEqual([]);
  });

  it("refuses ports that are none, and a name that is no host name", () => {
    const port = (number: number, protocol: "tcp" | "vrrp") => ({
      name: "x",
      port: number,
      protocol,
      from: [],
    });
    expect(problemsOf({ ports: [port(0, "tcp"), port(65536, "tcp"), port(112, "vrrp")] })).toHaveLength(3);
    expect(problemsOf({ ports: [port(0, "vrrp"), port(65535, "tcp")] })).toEqual([]);
    expect(() => composeGuest("Edge_1", "edge", [])).toThrow('a DNS label is wanted, e.g. "artist-edge-1"');
  });
});

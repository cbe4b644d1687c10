import { describe, expect, it } from "vitest";
import type { OpenPort, PortSource } from "../../components/guest/guest.ts";
import { hostFirewall } from "../../components/guest/host-firewall.ts";

const blocksOf = (source: PortSource): readonly string[] =>
  source === "tomcat" ? ["10.0.0.2", "10.0.0.1"] : source === "admin" ? ["10.8.0.0/24", "10.0.0.1"] : [];
const open = (port: Partial<OpenPort>): OpenPort => ({
  name: "mariadb",
  port: 3306,
  protocol: "tcp",
  from: ["tomcat"],
  ...port,
});
const rules = (...ports: OpenPort[]) => {
  const [file] = hostFirewall({ ports, blocksOf }).files ?? [];
  return String(file?.content)
    .split("\n")
    .filter((line) => line.includes("dport"))
    .map((line) => line.trim());
};

describe("a host's own firewall", () => {
  it("lets in whom the guest names, each once", () => {
    expect(rules(open({ from: ["tomcat", "admin"] }))).toEqual([
      'ip saddr { 10.0.0.1, 10.0.0.2, 10.8.0.0/24 } tcp dport 3306 accept comment "mariadb"',
    ]);
  });

  it("opens nothing for those who aren't there", () => {
    expect(rules(open({ from: ["monitoring", "pods"] }))).toEqual([]);
  });

  it("refuses a protocol that it can't tell apart", () => {
    expect(() => rules(open({ name: "vrrp", port: 0, protocol: "vrrp" }))).toThrow("knows TCP and UDP");
  });
});

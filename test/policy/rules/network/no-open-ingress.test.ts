import type { SecurityGroupRuleArgs } from "@pulumi/alicloud/ecs/securityGroupRule.js";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { UNKNOWN } from "../../../../policy/resource.ts";
import { noOpenIngress } from "../../../../policy/rules/network/no-open-ingress.ts";
import { PREFIX_LIST, SECURITY_GROUP_RULE } from "../../../../policy/types.ts";
import { judge, type Props, resource } from "../judge.ts";

const ingress = (props: Props<SecurityGroupRuleArgs>) =>
  judge(
    noOpenIngress,
    resource<SecurityGroupRuleArgs>(SECURITY_GROUP_RULE, { type: "ingress", ipProtocol: "tcp", ...props }),
  );

describe("what may be open to everybody", () => {
  test.each(["80/80", "443/443"])("TCP %s", (portRange) => {
    expect(ingress({ cidrIp: "0.0.0.0/0", portRange }).broken).toEqual([]);
  });
  test.each([
    { cidrIp: "10.0.0.0/8", portRange: "22/22" },
    { cidrIp: "203.0.113.7", portRange: "22/22" },
    { cidrIp: "203.0.113.0/24", portRange: "1/65535" },
    { ipv6CidrIp: "2001:db8::/32", portRange: "22/22" },
    { sourceSecurityGroupId: "sg-1", portRange: "1/65535" },
    { sourceSecurityGroupId: UNKNOWN, portRange: "8080/8080" },
    { prefixListId: "pl-1", portRange: "22/22" },
    { cidrIp: "0.0.0.0/0", portRange: "22/22", policy: "drop" },
    { cidrIp: "0.0.0.0/0", portRange: "-1/-1", type: "egress" },
  ])("%o: somebody in particular, or no permission at all", (props) => {
    expect(ingress(props)).toEqual({ broken: [], undecided: [] });
  });
});

describe("what may not", () => {
  test.each([
    ["an administration port", { cidrIp: "0.0.0.0/0", portRange: "22/22" }],
    ["every port, as a range", { cidrIp: "0.0.0.0/0", portRange: "1/65535" }],
    ["every port, as -1", { cidrIp: "0.0.0.0/0", portRange: "-1/-1" }],
    ["a range around 80 and 443", { cidrIp: "0.0.0.0/0", portRange: "80/443" }],
    ["80 and its neighbour", { cidrIp: "0.0.0.0/0", portRange: "80/81" }],
    ["no range: all ports", { cidrIp: "0.0.0.0/0" }],
    ["443 over UDP", { cidrIp: "0.0.0.0/0", portRange: "443/443", ipProtocol: "udp" }],
    ["all protocols", { cidrIp: "0.0.0.0/0", portRange: "443/443", ipProtocol: "all" }],
    ["ICMP", { cidrIp: "0.0.0.0/0", portRange: "-1/-1", ipProtocol: "icmp" }],
    ["half of the internet", { cidrIp: "0.0.0.0/1", portRange: "22/22" }],
    ["the other half", { cidrIp: "128.0.0.0/1", portRange: "22/22" }],
    ["a quarter", { cidrIp: "64.0.0.0/2", portRange: "22/22" }],
    ["IPv6", { ipv6CidrIp: "::/0", portRange: "22/22" }],
    ["all of global unicast", { ipv6CidrIp: "2000::/3", portRange: "22/22" }],
    ["a prefix that can't be read", { cidrIp: "0.0.0.0/all", portRange: "22/22" }],
    ["no source at all, which the service takes for everybody", { portRange: "22/22" }],
    ["a backward range", { cidrIp: "0.0.0.0/0", portRange: "443/80" }],
  ])("%s", (_what, props) => {
    expect(ingress(props).broken).toHaveLength(1);
  });

  it("names protocol, range and source", () => {
    expect(ingress({ cidrIp: "0.0.0.0/0", portRange: "22/22" }).broken).toEqual([
      "tcp 22/22 is open to 0.0.0.0/0; from there only TCP 80, 443 may be.",
    ]);
  });

  it("law: from everywhere, a range is fine exactly when each of its ports is", () => {
    const port = fc.integer({ min: 1, max: 65535 });
    fc.assert(
      fc.property(
        fc.oneof(port, fc.integer({ min: 78, max: 84 })),
        fc.integer({ min: 0, max: 4 }),
        (first, more) => {
          const ports = Array.from({ length: more + 1 }, (_, index) => first + index);
          const fine = ports.every((one) => one === 80 || one === 443);
          const { broken } = ingress({ cidrIp: "0.0.0.0/0", portRange: `${first}/${first + more}` });
          expect(broken.length === 0).toBe(fine);
        },
      ),
    );
  });

  it("law: a port that isn't open to all is judged by the width of the source alone", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, length) => {
        const { broken } = ingress({ cidrIp: `${address}/${length}`, portRange: "22/22" });
        expect(broken.length).toBe(length < 8 ? 1 : 0);
      }),
    );
  });
});

it("can't tell while the source, or the ports of an open source, are unknown", () => {
  expect(ingress({ cidrIp: UNKNOWN, portRange: "22/22" })).toEqual({ broken: [], undecided: ["cidrIp"] });
  expect(ingress({ cidrIp: "0.0.0.0/0", portRange: UNKNOWN })).toEqual({
    broken: [],
    undecided: ["portRange"],
  });
  expect(ingress({ cidrIp: UNKNOWN, portRange: "443/443" })).toEqual({ broken: [], undecided: [] });
});

it("looks into prefix lists, which a rule may name in place of a block", () => {
  const list = (cidr: unknown) =>
    judge(noOpenIngress, resource(PREFIX_LIST, { entries: [{ cidr: "10.1.0.0/16" }, { cidr }] }));
  expect(list("10.2.0.0/16").broken).toEqual([]);
  expect(list("0.0.0.0/0").broken).toEqual([expect.stringContaining("entries[1]")]);
  expect(list(UNKNOWN).undecided).toEqual(["entries[1].cidr"]);
});

it("takes other ports from the configuration", () => {
  const ssh = resource(SECURITY_GROUP_RULE, {
    type: "ingress",
    ipProtocol: "tcp",
    cidrIp: "0.0.0.0/0",
    portRange: "22/22",
  });
  expect(judge(noOpenIngress, ssh, { openPorts: [22] }).broken).toEqual([]);
});

import type { ForwardEntryArgs } from "@pulumi/alicloud/vpc/forwardEntry.js";
import { describe, expect, it, test } from "vitest";
import { UNKNOWN } from "../../../../policy/resource.ts";
import { noPortForwarding } from "../../../../policy/rules/network/no-port-forwarding.ts";
import { FORWARD_ENTRY } from "../../../../policy/types.ts";
import { judge, type Props, resource } from "../judge.ts";

const ENTRY: Props<ForwardEntryArgs> = {
  forwardTableId: "ftb-1",
  externalIp: "203.0.113.7",
  externalPort: "2222",
  internalIp: "10.20.1.5",
  internalPort: "22",
  ipProtocol: "tcp",
};
const forwarded = (props: Props<ForwardEntryArgs> = {}, forwardedPorts?: readonly number[]) =>
  judge(
    noPortForwarding,
    resource<ForwardEntryArgs>(FORWARD_ENTRY, { ...ENTRY, ...props }),
    forwardedPorts && { forwardedPorts },
  );

describe("what may not be forwarded", () => {
  it("names where it leads from and to", () => {
    expect(forwarded().broken).toEqual(["tcp 203.0.113.7:2222 leads from the internet to 10.20.1.5:22."]);
  });

  test.each([
    ["HTTPS, which belongs behind the edge", { externalPort: "443", internalPort: "443" }],
    ["every port", { ipProtocol: "any", externalPort: "any", internalPort: "any" }],
    ["UDP", { ipProtocol: "udp" }],
    ["a port to an address that isn't known yet", { internalIp: UNKNOWN, externalIp: UNKNOWN }],
    ["a port that isn't known yet", { externalPort: UNKNOWN, ipProtocol: UNKNOWN }],
  ])("%s", (_what, props) => {
    expect(forwarded(props)).toMatchObject({ broken: [expect.any(String)], undecided: [] });
  });
});

describe("with a port that was agreed upon", () => {
  it("that one passes, over TCP", () => {
    expect(forwarded({}, [2222])).toEqual({ broken: [], undecided: [] });
  });

  test.each([
    ["another port", { externalPort: "22" }],
    ["a range around it", { externalPort: "2220/2224" }],
    ["the same over UDP", { ipProtocol: "udp" }],
    ["every port", { ipProtocol: "any", externalPort: "any" }],
  ])("%s doesn't", (_what, props) => {
    expect(forwarded(props, [2222]).broken).toHaveLength(1);
  });

  it("what isn't known yet is decided later", () => {
    expect(forwarded({ externalPort: UNKNOWN }, [2222])).toEqual({
      broken: [],
      undecided: ["externalPort"],
    });
  });
});

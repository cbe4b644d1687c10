import { describe, expect, it } from "vitest";
import { type KeepalivedArgs, keepalived } from "../../components/edge/keepalived.ts";
import { fillSecrets, secretsOf } from "../../components/guest/secret.ts";

const ARGS: KeepalivedArgs = {
  priority: 200,
  interface: "eth0",
  virtualRouterId: 51,
  virtualAddress: "10.20.0.10",
  prefix: 24,
  ownAddress: "10.20.0.11",
  peerAddress: "10.20.0.12",
  transport: "unicast",
};

function configuration(more: Partial<KeepalivedArgs> = {}): string {
  const file = keepalived({ ...ARGS, ...more }).files?.find(({ path }) => path.endsWith("keepalived.conf"));
  if (file === undefined) throw new Error("no keepalived.conf");
  expect(file.mode).toBe("0600");
  return fillSecrets(file.content, { vrrpPassword: "pass-w0r" });
}

describe("keepalived", () => {
  it("speaks VRRPv2 with the password at whole seconds, the default", () => {
    for (const text of [configuration(), configuration({ advertIntervalSeconds: 2 })]) {
      expect(text).toContain("vrrp_version 2");
      expect(text).toContain("auth_pass pass-w0r");
    }
  });

  it("speaks VRRPv3 below a second, and then holds no password", () => {
    const text = configuration({ advertIntervalSeconds: 0.2 });
    expect(text).toContain("vrrp_version 3");
    expect(text).toContain("advert_int 0.2");
    expect(text).not.toContain("auth_");
    expect(secretsOf({ files: keepalived({ ...ARGS, advertIntervalSeconds: 0.2 }).files ?? [] })).toEqual([]);
  });

  it.each([0, -1, 0.005, 0.123, 41.5, 256, Number.NaN])(
    "refuses an interval of %d s",
    (advertIntervalSeconds) => {
      expect(() => configuration({ advertIntervalSeconds })).toThrow(RangeError);
    },
  );

  it("hears its peer alone by unicast, from the same segment", () => {
    const text = configuration();
    expect(text).toContain("unicast_src_ip 10.20.0.11");
    expect(text).toContain("10.20.0.12 min_ttl 255 max_ttl 255");
    expect(configuration({ transport: "multicast" })).not.toContain("unicast");
  });

  it("never preempts", () => {
    for (const priority of [190, 200]) {
      expect(configuration({ priority })).toContain("state BACKUP\n");
      expect(configuration({ priority })).toContain("nopreempt\n");
    }
  });
});

import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { guestinfo, guestinfoSecrets } from "../../components/guest/guestinfo.ts";

const decoded = (text = "") => Buffer.from(text, "base64").toString();

describe("guestinfo", () => {
  it("names the host, gives it a static address, and carries the user data", () => {
    const keys = guestinfo(
      "food-edge-1",
      {
        address: "192.168.50.21",
        prefix: 24,
        gateway: "192.168.50.1",
        nameservers: ["192.168.50.1"],
        interface: "ens192",
      },
      "#cloud-config\n",
    );
    expect(keys).toMatchObject({
      "guestinfo.metadata.encoding": "base64",
      "guestinfo.userdata.encoding": "base64",
    });
    expect(decoded(keys["guestinfo.userdata"])).toBe("#cloud-config\n");
    expect(parse(decoded(keys["guestinfo.metadata"]))).toEqual({
      "instance-id": "food-edge-1",
      "local-hostname": "food-edge-1",
      network: {
        version: 2,
        ethernets: {
          ens192: {
            dhcp4: false,
            dhcp6: false,
            addresses: ["192.168.50.21/24"],
            gateway4: "192.168.50.1",
            nameservers: { addresses: ["192.168.50.1"] },
          },
        },
      },
    });
  });

  it("gives the same secrets the same value, in whatever order they come", () => {
    const one = guestinfoSecrets({ vrrpPassword: "密码", sessionKey: "00" });
    expect(one).toBe(guestinfoSecrets({ sessionKey: "00", vrrpPassword: "密码" }));
    expect(JSON.parse(decoded(one))).toEqual({ sessionKey: "00", vrrpPassword: "密码" });
  });
});

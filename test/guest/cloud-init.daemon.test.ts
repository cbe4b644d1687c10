import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { cloudInit } from "../../components/guest/cloud-init.ts";
import { guestinfo } from "../../components/guest/guestinfo.ts";
import { describeJudged } from "./judges.ts";
import { run } from "./run.ts";
import { SAMPLES } from "./sample-guests.ts";

describeJudged("cloud-init itself", { commands: ["cloud-init"] }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hougu-cloud-init-"));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });
  const schema = async (text: string) => {
    const file = join(folder, "user-data");
    await writeFile(file, text);
    return run("cloud-init", ["schema", "--config-file", file]);
  };

  for (const { golden, guest, delivery } of SAMPLES)
    it(`finds ${golden} valid`, async () => {
      expect(await schema(cloudInit(guest, delivery))).toMatchObject({ status: 0, stderr: "" });
    });

  it("would find a mistake", async () => {
    const sample = SAMPLES[0];
    if (sample === undefined) throw new Error("no sample");
    const broken = cloudInit(sample.guest, sample.delivery).replace("packages:", "packages: 3\nformer:");
    expect((await schema(broken)).status).not.toBe(0);
  });

  it("takes the guest's address from guestinfo's metadata", async () => {
    const { "guestinfo.metadata": metadata = "" } = guestinfo(
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
    const { network } = parse(Buffer.from(metadata, "base64").toString());
    const file = join(folder, "network.json");
    await writeFile(file, JSON.stringify({ network }));
    // Debian's images configure the network by ifupdown or by systemd-networkd, as their maker likes.
    const rendered = async (kind: "eni" | "networkd", path: string) => {
      // biome-ignore format: a command
      expect(await run("cloud-init", ["devel", "net-convert", "--network-data", file, "--kind", "yaml", "--distro",
        "debian", "--output-kind", kind, "--directory", join(folder, kind)])).toMatchObject({ status: 0 });
      return readFile(join(folder, kind, path), "utf8");
    };
    const eni = await rendered("eni", "etc/network/interfaces.d/50-cloud-init");
    expect(eni).toContain("iface ens192 inet static\n    address 192.168.50.21/24");
    expect(eni).toContain("gateway 192.168.50.1");
    const networkd = await rendered("networkd", "etc/systemd/network/10-cloud-init-ens192.network");
    for (const line of ["Address=192.168.50.21/24", "Gateway=192.168.50.1", "DNS=192.168.50.1", "DHCP=no"])
      expect(networkd).toContain(line);
  });
});

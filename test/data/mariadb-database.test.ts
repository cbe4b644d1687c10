import { describe, expect, it } from "vitest";
import { BACKUP_DISK, DATA_DISK } from "../../components/data/mariadb/disks.ts";
import { mariadb } from "../../components/data/mariadb/mariadb.ts";
import { MariadbDatabase } from "../../components/data/mariadb-database.ts";
import { derivedPassword } from "../../components/data/passwords.ts";
import { environmentOf, recordEnvironment, SECRET_VALUES } from "../program/recorded.ts";

const DISK = "vsphere:index/virtualDisk:VirtualDisk";
const MACHINE = "vsphere:index/virtualMachine:VirtualMachine";
const SNAPSHOT = "vsphere:index/virtualMachineSnapshot:VirtualMachineSnapshot";

interface AttachedDisk {
  readonly label: string;
  readonly attach?: boolean;
}

const prod = await recordEnvironment(environmentOf("prod"));
const dev = await recordEnvironment(environmentOf("dev"));

describe("the diners' database", () => {
  it("is a class of its own", () => expect(MariadbDatabase).toBeTypeOf("function"));

  it("has its data and its dumps on disks of their own, apart from each other in prod", () => {
    const disk = (purpose: string) => prod.the(DISK, `food-database-${purpose}`).inputs;
    expect(disk("data")).toEqual({
      datacenter: "HZ-DC1",
      datastore: "HZ-DC1-DB-01",
      vmdkPath: "hougu-prod-disks/food-database-data.vmdk",
      createDirectories: true,
      size: 200,
      type: "thin",
    });
    expect(disk("backup")).toMatchObject({ datastore: "HZ-DC1-BACKUP-01", size: 200 });
    expect(dev.the(DISK, "food-database-data").inputs.datastore).toBe("LocalDS_0");
    expect(dev.the(DISK, "food-database-backup").inputs.datastore).toBe("LocalDS_0");
  });

  it("attaches them where its guest looks for them, and no snapshot takes them in", () => {
    const { inputs } = prod.the(MACHINE, "food-database");
    const [system, ...attached] = inputs.disks as AttachedDisk[];
    expect(system?.attach).toBeUndefined();
    expect(attached).toEqual(
      [DATA_DISK, BACKUP_DISK].map(({ name, unit }) => ({
        label: name,
        attach: true,
        path: `hougu-prod-disks/food-database-${name}.vmdk`,
        datastoreId: expect.any(String),
        unitNumber: unit,
        diskMode: "independent_persistent",
      })),
    );
    // Storage DRS takes no attached disk, though the other machines are its.
    expect(inputs.datastoreId).toBeTypeOf("string");
    expect(inputs).not.toHaveProperty("datastoreClusterId");
    expect(prod.the(MACHINE, "food-tomcat-1").inputs).toHaveProperty("datastoreClusterId");
  });

  it("keeps the disks when the program lets go of them, in prod", () => {
    for (const purpose of ["data", "backup"]) {
      expect(prod.the(DISK, `food-database-${purpose}`).protect).toBe(true);
      expect(dev.the(DISK, `food-database-${purpose}`).protect).toBe(false);
      // Another of the same path can't be made beside it.
      expect(dev.the(DISK, `food-database-${purpose}`).deleteBeforeReplace).toBe(true);
    }
  });

  it("gets its time to write the cache back", () => {
    const seconds = Number(
      mariadb({
        address: "10.0.0.1",
        serverId: 1,
        memoryGiB: 2,
        schema: "food",
        app: { use: "app", accountName: "food_app", privilege: "DMLOnly", passwordOf: "x", description: "" },
        clients: "10.0.0.0/255.0.0.0",
        logDays: 1,
        place: { role: "primary" },
      })
        .files?.map(({ content }) => /TimeoutStopSec=(\d+)/.exec(String(content))?.[1])
        .find((found) => found !== undefined),
    );
    const minutes = Number(prod.the(MACHINE, "food-database").inputs.shutdownWaitTimeout);
    expect(minutes * 60).toBeGreaterThan(seconds);
  });

  it("has a snapshot of its system while somebody works on it by hand", async () => {
    const kept = await recordEnvironment(
      environmentOf("prod", [[["vsphere", "snapshot"], "before-upgrade"]]),
    );
    const names = kept.ofType(SNAPSHOT).map(({ name }) => name);
    expect(names).toContain("food-database-before-upgrade");
    expect(prod.ofType(SNAPSHOT)).toEqual([]);
  });

  it("is known to the Tomcats beside it, by its address and the application's password alone", () => {
    const secretsOf = (host: string) =>
      JSON.parse(
        Buffer.from(
          (prod.the(MACHINE, host).inputs.extraConfig as Record<string, string>)["guestinfo.hougu.secrets"] ??
            "",
          "base64",
        ).toString("utf8"),
      ) as Record<string, string>;
    const password = derivedPassword(SECRET_VALUES.dataKey, "food database app");
    expect(secretsOf("food-tomcat-1")).toMatchObject({
      databaseHost: "172.20.10.67",
      databasePassword: password,
    });
    expect(secretsOf("food-database")).toEqual({ databasePassword: password });
    expect(secretsOf("food-edge-1")).not.toHaveProperty("databasePassword");
  });
});

describe("pods", () => {
  const secret = (name: string, namespace: string) =>
    prod
      .ofType("kubernetes:core/v1:Secret")
      .map(({ inputs }) => inputs as { metadata: Record<string, string>; stringData: Record<string, string> })
      .find(({ metadata }) => metadata.name === name && metadata.namespace === namespace)?.stringData ?? {};

  it("know every broker of their mini-program by the names that its certificate has", () => {
    const names = [1, 2, 3].map((number) => `food-rabbitmq-${number}.messaging.hougu.internal`);
    expect(secret("app-danmaku", "food")).toMatchObject({
      BROKER_HOSTS: names.join(","),
    });
  });

  it("know the databases of their VPC, and none on vSphere", () => {
    expect(secret("app-api", "artist")).toHaveProperty("DATABASE_HOST");
    expect(secret("app-api", "food")).toHaveProperty("BROKER_HOSTS");
    expect(secret("app-api", "food")).not.toHaveProperty("DATABASE_HOST");
  });

  it("are let in by the databases of their VPC", () => {
    expect(prod.the("alicloud:rds/instance:Instance", "artist-mysql").inputs.securityIps).toEqual(
      expect.arrayContaining(["10.10.128.0/20", "10.10.144.0/20"]),
    );
  });

  it("find the names in a zone that the VPC asks only when every record is there", () => {
    const attachment = prod.the("alicloud:pvtz/zoneAttachment:ZoneAttachment", "broker-names");
    const records = prod.ofType("alicloud:pvtz/zoneRecord:ZoneRecord");
    expect(records.map(({ inputs }) => `${String(inputs.rr)} ${String(inputs.value)}`).sort()).toEqual([
      "artist-rabbitmq-1 10.10.1.144",
      "artist-rabbitmq-2 10.10.3.145",
      "artist-rabbitmq-3 10.10.1.146",
      "food-rabbitmq-1 172.20.10.51",
      "food-rabbitmq-2 172.20.10.53",
      "food-rabbitmq-3 172.20.10.55",
    ]);
    for (const { urn } of records) expect(attachment.dependencies).toContain(urn);
    // And before the first pod asks.
    const pods = prod.the("kubernetes:apps/v1:Deployment", "apps-food-danmaku");
    expect(pods.dependencies).toContain(attachment.urn);
  });
});

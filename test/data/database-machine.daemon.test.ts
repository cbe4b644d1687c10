import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { BACKUP_DISK, DATA_DISK } from "../../components/data/mariadb/disks.ts";
import { EXPORTER_ACCOUNT, MYSQLD_EXPORTER_PORT } from "../../components/data/mariadb/mysqld-exporter.ts";
import { guestsOf } from "../../components/environment/guests.ts";
import { planEnvironment } from "../../components/environment/plan.ts";
import { dataDisk, diskUnit } from "../../components/guest/data-disk.ts";
import type { Guest } from "../../components/guest/guest.ts";
import { describeJudged } from "../guest/judges.ts";
import { type Machine, Segment } from "../guest/machine.ts";
import { eventually, must, run } from "../guest/run.ts";
import { environmentOf } from "../program/recorded.ts";

const SECRETS = { databasePassword: "Aa1_app-0123456789" };
const environment = environmentOf("dev");
const plan = planEnvironment(environment);
const food = plan.miniPrograms.find(({ name }) => name === "food");
const database = food?.database;
const [tomcatPlan] = food?.tomcats ?? [];
const guest = database && guestsOf(environment, plan).get(database.name);

/** A disk of this computer's: a file behind a loop device. */
class Disk {
  readonly device: string;
  readonly #file: string;

  private constructor(file: string, device: string) {
    this.#file = file;
    this.device = device;
  }

  static async create(folder: string, name: string, mebibytes: number): Promise<Disk> {
    const file = join(folder, `${name}.img`);
    await must("truncate", "--size", `${mebibytes}M`, file);
    return new Disk(file, (await must("losetup", "--find", "--show", file)).trim());
  }

  /** As an operator does in vCenter. */
  async grow(mebibytes: number): Promise<void> {
    await must("truncate", "--size", `${mebibytes}M`, this.#file);
    await must("losetup", "--set-capacity", this.device);
  }

  /** The file as it is on the datastore. */
  async write(bytes: string, at: number): Promise<void> {
    const patch = `${this.#file}.patch`;
    await writeFile(patch, bytes);
    await must(
      "dd",
      `if=${patch}`,
      `of=${this.device}`,
      "bs=1",
      `seek=${at}`,
      "conv=notrunc,fsync",
      "status=none",
    );
    await rm(patch);
  }

  async detach(): Promise<void> {
    await run("losetup", ["--detach", this.device]);
  }
}

/** Puts disks where a machine looks for them: udev's links, which belong to this machine alone. */
async function attach(machine: Machine, disks: Readonly<Record<number, Disk>>): Promise<void> {
  await machine.must(
    "sh",
    "-c",
    "mkdir -p /dev/disk && mount -t tmpfs links /dev/disk && mkdir /dev/disk/by-path",
  );
  for (const [unit, { device }] of Object.entries(disks))
    await machine.must("ln", "-s", device, `/dev/disk/by-path/pci-0000:03:00.0-scsi-0:0:${unit}:0`);
}

const commands = ["losetup", "mkfs.ext4", "e2fsck", "resize2fs", "blkid", "ip", "unshare", "nsenter"];

describeJudged("a disk that outlives its machine", { commands, root: true }, () => {
  const part = dataDisk(DATA_DISK);
  const [command, ...options] = part.services?.[0]?.reload ?? [];
  let segment: Segment;
  let machine: Machine;
  let disk: Disk;
  let folder: string;

  const mount = () => machine.run(command ?? "", ...options);
  const labelOf = async () =>
    (await run("blkid", ["-p", "-s", "LABEL", "-o", "value", disk.device])).stdout.trim();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "hougu-disks-"));
    segment = await Segment.create();
    machine = await segment.machine("10.98.1.11");
    disk = await Disk.create(folder, "data", 64);
    await attach(machine, { [DATA_DISK.unit]: disk });
    for (const { path, content, mode } of part.files ?? [])
      await machine.write(path, String(content), Number.parseInt(mode, 8));
  });
  afterEach(async () => {
    await segment.destroy();
    await disk.detach();
    await rm(folder, { recursive: true, force: true });
  });

  it("is formatted when it is blank, and mounted where nothing can be run from it", async () => {
    expect(await mount()).toMatchObject({ status: 0 });
    expect(await labelOf()).toBe("hougu-data");
    const mounted = await machine.must("findmnt", "--noheadings", "--output", "OPTIONS", DATA_DISK.folder);
    for (const option of ["noexec", "nosuid", "nodev"]) expect(mounted).toContain(option);
  });

  it("keeps what is on it, for this machine and the next", async () => {
    await mount();
    await machine.must("sh", "-c", `echo kept > ${DATA_DISK.folder}/file`);
    // Run again, it stays as it is.
    expect(await mount()).toMatchObject({ status: 0 });
    await machine.must("umount", DATA_DISK.folder);

    const next = await segment.machine("10.98.1.12");
    await attach(next, { [DATA_DISK.unit]: disk });
    for (const { path, content, mode } of part.files ?? [])
      await next.write(path, String(content), Number.parseInt(mode, 8));
    expect(await next.run(command ?? "", ...options)).toMatchObject({ status: 0 });
    expect(await next.must("cat", `${DATA_DISK.folder}/file`)).toBe("kept\n");
  });

  it("is used whole from the next boot on when it has grown", async () => {
    const size = async () =>
      Number(await machine.must("stat", "--file-system", "--format", "%b", DATA_DISK.folder));
    await mount();
    const before = await size();
    // The file takes no more room than what is written.
    await disk.grow(2048);
    expect(await mount()).toMatchObject({ status: 0 });
    expect(await size()).toBe(before);
    await machine.must("umount", DATA_DISK.folder);
    expect(await mount()).toMatchObject({ status: 0 });
    expect(await size()).toBeGreaterThan(before * 1.8);
  });

  it("is left alone when it holds something else", async () => {
    await must("mkfs.ext4", "-q", "-L", "somebody", disk.device);
    const refused = await mount();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("holds something else than hougu-data");
    expect(await labelOf()).toBe("somebody");
  });

  it("is left alone when it has been written to, though nobody knows what", async () => {
    await disk.write("words of no file system", 1_000_000);
    const refused = await mount();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("is neither blank nor known");
    expect(await labelOf()).toBe("");
  });

  it("is missed when it isn't there, and its service doesn't start on the system disk instead", async () => {
    await machine.must(
      "sh",
      "-c",
      "rm /dev/disk/by-path/* && sed -i 's/-le 30/-le 1/' /usr/local/lib/hougu/data-disk",
    );
    const refused = await mount();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("no disk is at 0:0:1:0");
    const unit = part.files?.find(({ path }) => path.endsWith(".service"));
    expect(unit?.path).toBe(`/etc/systemd/system/${diskUnit(DATA_DISK)}.service`);
    const dropIn = guest?.files.find(({ path }) => path.includes("mariadb.service.d"));
    expect(String(dropIn?.content)).toContain("Requires=hougu-mariadb-data.service");
    const folderUnit = guest?.files.find(({ path }) => path.endsWith("hougu-mariadb-data.service"));
    expect(String(folderUnit?.content)).toContain(`Requires=${diskUnit(DATA_DISK)}.service`);
  });
});

const daemons = [...commands, "mariadb", "mariadb-install-db", "mariadb-dump", "openssl", "nft"];
describeJudged(
  "the diners' database machine",
  { commands: daemons, root: true, paths: ["/usr/sbin/mariadbd"] },
  () => {
    if (!guest || !database || !tomcatPlan) throw new Error("dev has food on vSphere");
    let segment: Segment;
    let tomcat: Machine;
    let stranger: Machine;
    const disks: Disk[] = [];
    let folder: string;
    let machine: Machine;

    /** What `boot` does for the services, in their order; systemd would run each unit's own lines. */
    async function boot(of: Guest, address: string): Promise<Machine> {
      const started = await segment.machine(address);
      // As Debian's package leaves it: a database of its own on the system disk.
      await started.must(
        "sh",
        "-c",
        "install -d -o mysql -g mysql /var/lib/mysql /run/mysqld /var/log/mysql",
      );
      const [data, backup] = disks as [Disk, Disk];
      await attach(started, { [DATA_DISK.unit]: data, [BACKUP_DISK.unit]: backup });
      await started.provision(of, SECRETS);
      expect(await started.verify(of, "nftables")).toMatchObject({ status: 0 });
      await started.must("/usr/sbin/nft", "--file", "/etc/nftables.conf");
      for (const unit of [
        diskUnit(DATA_DISK),
        diskUnit(BACKUP_DISK),
        "hougu-mariadb-data",
        "hougu-mariadb-tls",
      ])
        await started.must(
          "sh",
          "-c",
          `sed -n 's/^ExecStart=//p' /etc/systemd/system/${unit}.service | sh -e`,
        );
      expect(await started.verify(of, "mariadb")).toMatchObject({ status: 0 });
      await serve(started);
      return started;
    }
    async function serve(on: Machine): Promise<void> {
      on.start("/usr/sbin/mariadbd", "--user=mysql");
      await eventually(
        "the database answers",
        () => on.run("mariadb", "--batch", "--execute", "SELECT 1"),
        ({ status }) => status === 0,
        60,
      );
    }
    const asApp = (from: Machine, sql: string) =>
      from.run(
        "mariadb",
        `--host=${database.address}`,
        "--user=food_app",
        `--password=${SECRETS.databasePassword}`,
        "--connect-timeout=3",
        "--default-character-set=utf8mb4",
        "--ssl",
        "--batch",
        "--skip-column-names",
        "food",
        "--execute",
        sql,
      );
    const dump = async () => {
      const line = await machine.must(
        "sed",
        "-n",
        "s/^ExecStart=//p",
        "/etc/systemd/system/hougu-mariadb-backup.service",
      );
      return machine.run(...(line.trim().split(" ") as [string, ...string[]]));
    };
    const dumps = async () =>
      (await machine.must("sh", "-c", `ls ${BACKUP_DISK.folder} | grep sql.gz || true`)).trim().split("\n");

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "hougu-disks-"));
      disks.push(await Disk.create(folder, "data", 512), await Disk.create(folder, "backup", 128));
      segment = await Segment.create();
      tomcat = await segment.machine(tomcatPlan.address);
      stranger = await segment.machine("192.168.50.200");
      machine = await boot(guest, database.address);
    });
    afterAll(async () => {
      await segment?.destroy();
      for (const disk of disks) await disk.detach();
      await rm(folder, { recursive: true, force: true });
    });

    it("serves the mini-program's Tomcats and nobody else on the segment", async () => {
      await machine.must("mariadb", "--execute", "CREATE TABLE food.dishes (name VARCHAR(50) PRIMARY KEY)");
      expect(await asApp(tomcat, "INSERT INTO dishes VALUES ('饺子')")).toMatchObject({ status: 0 });
      const refused = await asApp(stranger, "SELECT 1");
      expect(refused.status).not.toBe(0);
      // Not refused by the server: it never heard of it.
      expect(refused.stderr).toMatch(/Can't connect|timed out/i);
    });

    it("lets Prometheus' exporter in over its socket, without a password, to see what runs and no data", async () => {
      const unit = ". /etc/default/prometheus-mysqld-exporter; export DATA_SOURCE_NAME";
      machine.start(
        "sh",
        "-c",
        `${unit}; exec runuser -u ${EXPORTER_ACCOUNT} -- prometheus-mysqld-exporter $ARGS`,
      );
      const metrics = `http://${database.address}:${MYSQLD_EXPORTER_PORT}/metrics`;
      const text = await eventually(
        "the exporter is in",
        () => machine.must("curl", "--silent", metrics),
        (answer) => answer.includes("\nmysql_up 1"),
      );
      expect(text).toMatch(/^mysql_global_variables_max_connections \d+/m);
      const asExporter = (statement: string) =>
        machine.run("runuser", "-u", EXPORTER_ACCOUNT, "--", "mariadb", "--execute", statement);
      expect((await asExporter("SELECT name FROM food.dishes")).stderr).toMatch(/denied/i);
    });

    it("takes no folder of the disk for a database", async () => {
      expect(await machine.must("ls", DATA_DISK.folder)).toContain("lost+found");
      const databases = await machine.must("mariadb", "--batch", "--execute", "SHOW DATABASES");
      expect(databases).not.toContain("lost+found");
    });

    it("dumps every database by night, whole, and lets go of old dumps only then", async () => {
      const old = `${BACKUP_DISK.folder}/2020-01-01T180000Z.sql.gz`;
      await machine.must("sh", "-c", `echo old | gzip > ${old} && touch --date=2020-01-01 ${old}`);
      expect(await dump()).toMatchObject({ status: 0 });
      const [only, ...others] = await dumps();
      expect(others).toEqual([]);
      expect(only).toMatch(/^\d{4}-\d\d-\d\dT\d{6}Z\.sql\.gz$/);
      const text = await machine.must("zcat", `${BACKUP_DISK.folder}/${only}`);
      // Not the whole of it in a message: help texts of the server are in it too.
      expect(text.includes("INSERT INTO `dishes` VALUES\n('饺子')")).toBe(true);
      // From where the binary logs go on.
      expect(text.slice(0, 4000)).toMatch(
        /-- CHANGE MASTER TO MASTER_LOG_FILE='mariadb-bin\.\d+', MASTER_LOG_POS=\d+/,
      );
      expect((await machine.must("stat", "--format=%a", `${BACKUP_DISK.folder}/${only}`)).trim()).toBe("600");
    });

    it("keeps the last good dump when a night's goes wrong", async () => {
      const before = await dumps();
      await machine.must("mariadb-admin", "shutdown");
      const failed = await dump();
      expect(failed.status).toBe(1);
      expect(failed.stderr).toContain("the dump is not whole");
      expect(await dumps()).toEqual(before);
      expect(await machine.must("ls", "-A", BACKUP_DISK.folder)).not.toContain(".partial");
      await serve(machine);
    });

    it("is brought back from a dump", async () => {
      const [only] = await dumps();
      await machine.must("mariadb", "--execute", "DROP TABLE food.dishes");
      await machine.must("sh", "-c", `zcat ${BACKUP_DISK.folder}/${only} | mariadb`);
      expect(await asApp(tomcat, "SELECT name FROM dishes")).toMatchObject({ stdout: "饺子\n" });
    });

    it("is another machine with the same data after a replacement, whatever number its mysql has", async () => {
      const before = await dumps();
      await machine.must("mariadb-admin", "shutdown");
      await eventually(
        "the server has ended",
        () => machine.run("pgrep", "mariadbd"),
        ({ status }) => status !== 0,
        60,
      );
      // Another image may give mysql another number.
      await machine.must("chown", "--recursive", "4242:4242", DATA_DISK.folder);
      for (const { folder } of [DATA_DISK, BACKUP_DISK]) await machine.must("umount", folder);
      await machine.must("ip", "address", "flush", "dev", "eth0");
      machine = await boot(guest, database.address);
      // As the new machine's own announcement does.
      await tomcat.must("ip", "neighbour", "flush", "all");
      expect(await asApp(tomcat, "SELECT name FROM dishes")).toMatchObject({ stdout: "饺子\n" });
      expect(await dumps()).toEqual(before);
    });
  },
);

import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { cloudInit } from "../../components/guest/cloud-init.ts";
import type { Guest, SecretName } from "../../components/guest/guest.ts";
import { shellWord } from "../../components/guest/shell.ts";
import type { WriteFile } from "../../components/guest/user-data-size.ts";
import { cloudConfigText } from "../program/cloud-config.ts";
import { eventually, type Finished, must, run } from "./run.ts";

const CHECKOUT = resolve(import.meta.dirname, "../..");

/** What a machine's first process is. */
export interface Init {
  /** Namespaces of its own beside those that every machine has, as options of `unshare`. */
  readonly namespaces: readonly string[];
  /** Folder of control groups that it gets for itself; absent when it makes none. */
  readonly controlGroup?: string;
  /** Lines of a shell whose file systems are the machine's already. The last one stays. */
  readonly lines: readonly string[];
}

/** A shell that waits collects dead daemons, as an init must; a bare sleep would leave them as zombies. */
const SHELL: Init = { namespaces: [], lines: ["echo ready", "sleep infinity & wait"] };

/** A switch that nothing outside can reach: a bridge in a network namespace of its own. */
export class Segment {
  readonly #name = `hougu-${randomBytes(3).toString("hex")}`;
  #ports = 0;
  readonly #machines: Machine[] = [];

  static async create(): Promise<Segment> {
    const segment = new Segment();
    await must("ip", "netns", "add", segment.#name);
    await must("ip", "-n", segment.#name, "link", "add", "br0", "type", "bridge");
    await must("ip", "-n", segment.#name, "link", "set", "br0", "up");
    return segment;
  }

  /** A machine with one interface, `eth0`, and this address. */
  async machine(address: string, { prefix = 24, init = SHELL } = {}): Promise<Machine> {
    const name = `${this.#name}-${++this.#ports}`;
    const port = `p${this.#ports}`;
    await must("ip", "netns", "add", name);
    await must("ip", "-n", this.#name, "link", "add", port, "type", "veth", "peer", "eth0", "netns", name);
    await must("ip", "-n", this.#name, "link", "set", port, "master", "br0", "up");
    await must("ip", "-n", name, "address", "add", `${address}/${prefix}`, "dev", "eth0");
    await must("ip", "-n", name, "link", "set", "lo", "up");
    await must("ip", "-n", name, "link", "set", "eth0", "up");
    const machine = await Machine.boot(name, address, init);
    this.#machines.push(machine);
    return machine;
  }

  async destroy(): Promise<void> {
    for (const machine of this.#machines) await machine.destroy();
    await must("ip", "netns", "delete", this.#name);
  }
}

/**
 * This computer seen from inside a namespace: what is written to /etc, /var, /usr, /run and /tmp is the machine's own, so
 * that rendered files lie at their real paths, packages come and go, and processes end with it.
 */
export class Machine {
  readonly address: string;
  readonly #name: string;
  readonly #process: ChildProcess;
  readonly #init: string;
  readonly #controlGroup: string | undefined;

  private constructor(
    name: string,
    address: string,
    process: ChildProcess,
    init: string,
    controlGroup: string | undefined,
  ) {
    this.#name = name;
    this.address = address;
    this.#process = process;
    this.#init = init;
    this.#controlGroup = controlGroup;
  }

  static async boot(name: string, address: string, init: Init): Promise<Machine> {
    const overlays = ["/etc", "/var", "/usr"].map(
      (path, index) =>
        `mkdir /mnt/u${index} /mnt/w${index}; ` +
        `mount -t overlay overlay -o lowerdir=${path},upperdir=/mnt/u${index},workdir=/mnt/w${index} ${path}`,
    );
    const setup = [
      "set -e",
      "mount -t tmpfs -o mode=0755 machine /mnt",
      // This checkout stays in sight, for what tests run on the machine, though it may lie below /tmp.
      `mkdir /mnt/checkout && mount --bind ${shellWord(CHECKOUT)} /mnt/checkout`,
      ...overlays,
      "mount -t tmpfs -o mode=0755 run /run",
      "mkdir -p /run/lock /run/sshd",
      "mount -t tmpfs -o mode=1777 tmp /tmp",
      `mkdir -p ${shellWord(CHECKOUT)} && mount --bind /mnt/checkout ${shellWord(CHECKOUT)}`,
      ...init.lines,
    ].join("\n");
    // The group is entered first: `ip netns exec` hides the folder behind a /sys of the namespace's own.
    const enter = init.controlGroup === undefined ? "" : `echo $$ > ${init.controlGroup}/cgroup.procs; `;
    if (init.controlGroup !== undefined) await mkdir(init.controlGroup);
    const unshare = [
      "unshare",
      "--mount",
      "--pid",
      "--fork",
      "--kill-child",
      "--mount-proc",
      ...init.namespaces,
    ];
    const child = spawn(
      "sh",
      ["-c", `${enter}exec "$@"`, "sh", "ip", "netns", "exec", name, ...unshare, "sh", "-c", setup],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await new Promise<void>((resolve, reject) => {
      child.stdout.once("data", () => resolve());
      child.once("exit", (status) => reject(new Error(`the machine ${name} ended with ${status}`)));
    });
    const first = (await must("ps", "-o", "pid=", "--ppid", String(child.pid))).trim();
    return new Machine(name, address, child, first, init.controlGroup);
  }

  /** Runs a command on the machine to its end. */
  run(...command: readonly string[]): Promise<Finished> {
    return run("nsenter", ["--target", this.#init, "--mount", "--net", "--pid", "--", ...command]);
  }

  async must(...command: readonly string[]): Promise<string> {
    return must("nsenter", "--target", this.#init, "--mount", "--net", "--pid", "--", ...command);
  }

  /** Starts a command that stays; it ends with the machine. */
  start(...command: readonly string[]): ChildProcess {
    return spawn("nsenter", ["--target", this.#init, "--mount", "--net", "--pid", "--", ...command], {
      stdio: ["ignore", "ignore", "ignore"],
    });
  }

  /** A path on the machine, as this computer sees it. */
  path(path: string): string {
    return join("/proc", this.#init, "root", path);
  }

  async write(path: string, content: string, mode = 0o644): Promise<void> {
    const target = this.path(path);
    await mkdir(dirname(target), { recursive: true });
    await rm(target, { force: true });
    await writeFile(target, content, { mode });
    await chown(target, 0, 0);
  }

  /** cloud-init's first step: the files of the user data. */
  async writeFiles(guest: Guest): Promise<void> {
    const config = parse(cloudConfigText(cloudInit(guest, { by: "guestinfo" }))) as {
      write_files: WriteFile[];
    };
    for (const file of config.write_files)
      await this.write(file.path, contentOf(file), Number.parseInt(file.permissions, 8));
  }

  /**
   * What cloud-init and `boot` do, up to the services: writes the user data's files, hands over the secrets by
   * guestinfo, fills them in, sets the network's kernel settings (the others belong to this whole computer), and lets
   * each service's own command judge its configuration.
   */
  async provision(guest: Guest, secrets: Readonly<Partial<Record<SecretName, string>>>): Promise<void> {
    await this.writeFiles(guest);
    for (const [name, value] of Object.entries(secrets))
      await this.write(`/etc/hougu/secrets/${name}`, value, 0o600);
    await this.must("/usr/local/lib/hougu/fill-secrets");
    await this.setNetwork(guest);
  }

  /** Sets the kernel's settings of the network, which are the machine's own. */
  async setNetwork(guest: Pick<Guest, "sysctl">): Promise<void> {
    for (const [key, value] of Object.entries(guest.sysctl))
      if (key.startsWith("net."))
        await this.must("/usr/sbin/sysctl", "--quiet", "--ignore", `${key}=${value}`);
  }

  /** Runs a service's own judgement of its configuration. */
  async verify(guest: Guest, unit: string): Promise<Finished> {
    const command = guest.services.find((service) => service.unit === unit)?.verify;
    if (command === undefined) throw new Error(`${unit} has no verify command`);
    return this.run(...command);
  }

  /** Does the machine own an address? */
  async owns(address: string): Promise<boolean> {
    return (await this.must("ip", "-4", "-o", "address", "show")).includes(` ${address}/`);
  }

  /** Waits until something listens on a TCP port. */
  async listens(port: number, seconds = 60): Promise<void> {
    await eventually(
      `${this.address} listens on ${port}`,
      () => this.must("ss", "-Htln"),
      (lines) => lines.includes(`:${port} `),
      seconds,
    );
  }

  async destroy(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
    await must("ip", "netns", "delete", this.#name);
    if (this.#controlGroup !== undefined) {
      const group = this.#controlGroup;
      // Groups can't go while the kernel still buries their last processes.
      await eventually(
        `${group} is gone`,
        () => run("find", [group, "-depth", "-type", "d", "-exec", "rmdir", "{}", ";"]),
        () => !existsSync(group),
      );
    }
  }
}

/** A file's text as cloud-init writes it. */
function contentOf({ content, encoding }: WriteFile): string {
  return encoding === undefined ? content : gunzipSync(Buffer.from(content, "base64")).toString("utf8");
}

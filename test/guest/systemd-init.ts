import { randomBytes } from "node:crypto";
import { accessSync, constants, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Init } from "./machine.ts";

/** What the machine's systemd starts by itself; all else of this computer's belongs to this computer's kernel. */
const KEPT = ["systemd-journald.service", "systemd-tmpfiles-setup.service", "systemd-sysusers.service"];

/** Where control groups (version 2) can be made; undefined where this process may not. */
export function controlGroupFolder(): string | undefined {
  const mounts = readFileSync("/proc/mounts", "utf8").split("\n");
  const folder = mounts.find((line) => line.split(" ")[2] === "cgroup2")?.split(" ")[1];
  if (folder === undefined) return undefined;
  try {
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return undefined;
  }
}

/** Debian's systemd as the machine's first process, with no unit enabled: it runs what a guest's `boot` starts. */
export function systemd(): Init {
  const groups = controlGroupFolder();
  if (groups === undefined) throw new Error("no control groups can be made here");
  return {
    // With names of its own, or the machine's host name would become this computer's.
    namespaces: ["--cgroup", "--uts", "--ipc"],
    controlGroup: join(groups, `hougu-${randomBytes(3).toString("hex")}`),
    lines: [
      "mount -t cgroup2 cgroup2 /sys/fs/cgroup",
      "rm -rf /etc/systemd/system/*.wants",
      `find /lib/systemd/system/sysinit.target.wants/ -type l ${KEPT.map((unit) => `! -name ${unit}`).join(" ")} -delete`,
      "echo ready",
      "exec env -i container=hougu PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin " +
        "/lib/systemd/systemd --system --unit=basic.target --log-target=null --show-status=no",
    ],
  };
}

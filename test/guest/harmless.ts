import type { Machine } from "./machine.ts";

/** Keeps a boot from reaching this computer's clock, swap and kernel, which a namespace shares. */
export async function harmless(machine: Machine): Promise<void> {
  await machine.write("/etc/default/chrony", 'DAEMON_OPTS="-F 1 -x"\n');
  await machine.write("/usr/sbin/swapoff", "#!/bin/sh\nexit 0\n", 0o755);
  await machine.write("/usr/local/sbin/sysctl", "#!/bin/sh\nexit 0\n", 0o755);
}

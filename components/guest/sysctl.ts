import type { Guest, GuestFile } from "./guest.ts";

/** The kernel's settings as the file that systemd-sysctl reads at every boot; absent when there are none. */
export function sysctlFile(guest: Pick<Guest, "sysctl">): GuestFile | undefined {
  const lines = Object.entries(guest.sysctl).map(([key, value]) => `${key} = ${value}\n`);
  if (lines.length === 0) return undefined;
  return { path: "/etc/sysctl.d/60-hougu.conf", mode: "0644", content: lines.join("") };
}

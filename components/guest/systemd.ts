import type { GuestFile } from "./guest.ts";

/** Values of a section, in order; a list is the same key several times. */
type Section = Readonly<Record<string, string | readonly string[]>>;

/**
 * System calls that no server of ours makes: systemd answers them with EPERM. A list of what is forbidden, as Debian's
 * own units have it, since a list of what is allowed breaks with the next version of a library.
 */
export const FORBIDDEN_CALLS = "~@clock @cpu-emulation @debug @module @mount @obsolete @raw-io @reboot @swap";

/** What is the machine's and no service's: its clock, its name, its kernel. */
export const SYSTEM_OUT_OF_REACH: Section = {
  ProtectClock: "yes",
  ProtectControlGroups: "yes",
  ProtectHostname: "yes",
  ProtectKernelLogs: "yes",
  ProtectKernelModules: "yes",
  ProtectKernelTunables: "yes",
};

/** Ways into the kernel that no server of ours takes. */
export const FEWER_CALLS: Section = {
  RestrictNamespaces: "yes",
  RestrictRealtime: "yes",
  RestrictSUIDSGID: "yes",
  SystemCallArchitectures: "native",
  SystemCallFilter: FORBIDDEN_CALLS,
  SystemCallErrorNumber: "EPERM",
};

/** A drop-in that changes a distribution's unit without replacing it. */
export function unitDropIn(unit: string, sections: Readonly<Record<string, Section>>): GuestFile {
  return {
    path: `/etc/systemd/system/${unit}.service.d/10-hougu.conf`,
    mode: "0644",
    content: unitText(sections),
  };
}

/** The text of a unit file. */
export function unitText(sections: Readonly<Record<string, Section>>): string {
  return Object.entries(sections)
    .map(
      ([name, section]) =>
        `[${name}]\n${Object.entries(section)
          .flatMap(([key, value]) =>
            (typeof value === "string" ? [value] : value).map((one) => `${key}=${one}\n`),
          )
          .join("")}`,
    )
    .join("\n");
}

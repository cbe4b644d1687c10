import type { GuestFile } from "../guest/guest.ts";
import { FEWER_CALLS, SYSTEM_OUT_OF_REACH, unitText } from "../guest/systemd.ts";
import { type CollectorRole, QUEUE_FOLDER } from "./common.ts";

/** Where the collector's program lies. */
export const COLLECTOR_PATH = "/usr/local/bin/otelcol-contrib";
/** The sampler's token, for its unit alone. */
export const TOKEN_FILE = "/etc/hougu-otelcol/token.env";

/** Of the memory that the unit may take: from there on the garbage collector works harder. */
const SOFT_SHARE = 0.9;

export function unitName(role: CollectorRole): string {
  return `hougu-trace-${role}`;
}

export function configurationPath(role: CollectorRole): string {
  return `/etc/hougu-otelcol/${role}.yaml`;
}

/** A collector as a user of its own that owns nothing but its queue; back within seconds after any end. */
export function collectorUnit(role: CollectorRole, memoryMiB: number): GuestFile {
  return {
    path: `/etc/systemd/system/${unitName(role)}.service`,
    mode: "0644",
    content: unitText({
      Unit: {
        Description: `OpenTelemetry Collector: ${role} of traces`,
        Wants: "network-online.target",
        After: "network-online.target",
        StartLimitIntervalSec: "0",
      },
      Service: {
        ExecStart: `${COLLECTOR_PATH} --config ${configurationPath(role)}`,
        // systemd reads it as root; the collector's user can't.
        ...(role === "sampler" ? { EnvironmentFile: TOKEN_FILE } : {}),
        Environment: `GOMEMLIMIT=${Math.floor(memoryMiB * SOFT_SHARE)}MiB`,
        Restart: "always",
        RestartSec: "2",
        // What is in memory is sent, or written to the queue.
        TimeoutStopSec: "30",
        DynamicUser: "yes",
        ...(role === "sampler"
          ? { StateDirectory: QUEUE_FOLDER.replace("/var/lib/", ""), StateDirectoryMode: "0700" }
          : {}),
        LimitNOFILE: "65536",
        MemoryMax: `${memoryMiB}M`,
        ProtectSystem: "strict",
        ProtectHome: "yes",
        PrivateDevices: "yes",
        PrivateTmp: "yes",
        ...SYSTEM_OUT_OF_REACH,
        CapabilityBoundingSet: "",
        LockPersonality: "yes",
        MemoryDenyWriteExecute: "yes",
        RestrictAddressFamilies: "AF_INET AF_INET6 AF_UNIX",
        ...FEWER_CALLS,
      },
      Install: { WantedBy: "multi-user.target" },
    }),
  };
}

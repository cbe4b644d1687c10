import type { GuestFile } from "../../guest/guest.ts";
import { FEWER_CALLS, SYSTEM_OUT_OF_REACH, unitText } from "../../guest/systemd.ts";
import type { LogOutput } from "./output.ts";
import { FILEBEAT_UNIT, PLACE } from "./places.ts";

/** Of the memory that the unit may take: from there on the garbage collector works harder. */
const SOFT_SHARE = 0.8;

/** Filebeat as a user of its own that may read logs and owns nothing but its registry; the first to go when memory ends. */
export function filebeatUnit(output: LogOutput["to"], memoryMiB: number): GuestFile {
  return {
    path: `/etc/systemd/system/${FILEBEAT_UNIT}.service`,
    mode: "0644",
    content: unitText({
      Unit: {
        Description: "Filebeat: this machine's logs, masked, to where they are kept",
        Wants: "network-online.target",
        After: "network-online.target",
        StartLimitIntervalSec: "0",
      },
      Service: {
        ExecStart: `${PLACE.program} run -c ${PLACE.configuration} --path.home ${PLACE.registry} --path.config ${PLACE.folder} --path.data ${PLACE.registry} --path.logs ${PLACE.registry}`,
        // systemd reads it as root; Filebeat's user can't.
        ...(output === "elasticsearch" ? { EnvironmentFile: PLACE.key } : {}),
        Environment: `GOMEMLIMIT=${Math.floor(memoryMiB * SOFT_SHARE)}MiB`,
        Restart: "always",
        RestartSec: "5",
        TimeoutStopSec: "15",
        DynamicUser: "yes",
        // Debian's servers let this group read their logs, and systemd that one the journal.
        SupplementaryGroups: "adm systemd-journal",
        StateDirectory: PLACE.registry.replace("/var/lib/", ""),
        StateDirectoryMode: "0700",
        LimitNOFILE: "65536",
        MemoryMax: `${memoryMiB}M`,
        OOMScoreAdjust: "500",
        // Servers come first where the processor or the disk is short.
        CPUWeight: "20",
        IOWeight: "20",
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

import type { GuestFile } from "../../guest/guest.ts";
import { FEWER_CALLS, SYSTEM_OUT_OF_REACH, unitText } from "../../guest/systemd.ts";
import {
  CONFIGURATION,
  DASHBOARDS_UNIT,
  DATA,
  PASSWORD,
  PRIVATE_KEY,
  PROGRAM_FOLDER,
  PROGRAM_UNIT,
  SERVER_UNIT,
  TLS_UNIT,
} from "./places.ts";

/** What the server may take: some hundred pages at once, with their answers. */
const MEMORY_MIB = 512;

/** The server as a user of its own that owns nothing but its data. */
export function serverUnit(): GuestFile {
  return {
    path: `/etc/systemd/system/${SERVER_UNIT}.service`,
    mode: "0644",
    content: unitText({
      Unit: {
        Description: "Grafana",
        Wants: `network-online.target ${TLS_UNIT}.service ${PROGRAM_UNIT}.service ${DASHBOARDS_UNIT}.service`,
        After: `network-online.target ${TLS_UNIT}.service ${PROGRAM_UNIT}.service ${DASHBOARDS_UNIT}.service`,
        // Without the program, whose address may be away, there is nothing to start: alerts don't pass here.
        ConditionPathExists: `${PROGRAM_FOLDER}/bin/grafana`,
      },
      Service: {
        ExecStart: `${PROGRAM_FOLDER}/bin/grafana server --homepath=${PROGRAM_FOLDER} --config=${CONFIGURATION}`,
        WorkingDirectory: PROGRAM_FOLDER,
        // Root's, and readable for the server alone.
        LoadCredential: [`admin-password:${PASSWORD}`, `tls-key:${PRIVATE_KEY}`],
        Restart: "always",
        RestartSec: "5",
        DynamicUser: "yes",
        StateDirectory: DATA.replace("/var/lib/", ""),
        StateDirectoryMode: "0700",
        LimitNOFILE: "10000",
        MemoryMax: `${MEMORY_MIB}M`,
        UMask: "0027",
        ProtectSystem: "strict",
        ProtectHome: "yes",
        ProtectProc: "invisible",
        PrivateDevices: "yes",
        PrivateTmp: "yes",
        ...SYSTEM_OUT_OF_REACH,
        CapabilityBoundingSet: "",
        LockPersonality: "yes",
        RestrictAddressFamilies: "AF_INET AF_INET6 AF_UNIX",
        ...FEWER_CALLS,
      },
      Install: { WantedBy: "multi-user.target" },
    }),
  };
}

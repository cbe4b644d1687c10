import type { GuestFile } from "../../guest/guest.ts";
import { COMMANDS } from "../../guest/on-machine.ts";
import { unitText } from "../../guest/systemd.ts";
import {
  CERTIFICATE,
  DASHBOARDS_FOLDER,
  DASHBOARDS_UNIT,
  PACKED_DASHBOARDS,
  PRIVATE_KEY,
  PROGRAM_FOLDER,
  PROGRAM_UNIT,
  SERVER_UNIT,
  TLS_UNIT,
} from "./places.ts";

/** Longer than a machine lives; a new one has a new certificate. */
const CERTIFICATE_DAYS = 3650;

/** A certificate of the machine's own, so that the password crosses no network in the clear. Administrators trust it once. */
export function certificateUnit(address: string): GuestFile {
  return once(TLS_UNIT, {
    Unit: { Description: "Certificate of Grafana", ConditionPathExists: `!${CERTIFICATE}` },
    Service: {
      UMask: "0077",
      ExecStart: [
        "/usr/bin/install -d -o root -g root -m 0755 /etc/grafana/tls",
        `/usr/bin/openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days ${CERTIFICATE_DAYS} -subj /CN=${address} -addext subjectAltName=IP:${address} -keyout ${PRIVATE_KEY} -out ${CERTIFICATE}`,
        `/usr/bin/chmod 0644 ${CERTIFICATE}`,
      ],
    },
  });
}

/** Unpacks the vendor's archive, once it is there. */
export function programUnit(archive: string, fetchUnit: string): GuestFile {
  return once(PROGRAM_UNIT, {
    Unit: {
      Description: "Grafana's program",
      After: `${fetchUnit}.service`,
      ConditionPathExists: archive,
    },
    Service: { ExecStart: `${COMMANDS}/unpack-program ${archive} ${PROGRAM_FOLDER}` },
  });
}

/** A file for each page. */
export function dashboardsUnit(): GuestFile {
  return once(DASHBOARDS_UNIT, {
    Unit: { Description: "Pages of Grafana", ConditionPathExists: PACKED_DASHBOARDS },
    Service: { ExecStart: `${COMMANDS}/place-dashboards ${PACKED_DASHBOARDS} ${DASHBOARDS_FOLDER}` },
  });
}

type Sections = Readonly<Record<"Unit" | "Service", Readonly<Record<string, string | readonly string[]>>>>;

function once(unit: string, { Unit, Service }: Sections): GuestFile {
  return {
    path: `/etc/systemd/system/${unit}.service`,
    mode: "0644",
    content: unitText({
      Unit: { ...Unit, Before: `${SERVER_UNIT}.service` },
      Service: { Type: "oneshot", RemainAfterExit: "yes", ...Service },
      Install: { WantedBy: "multi-user.target" },
    }),
  };
}

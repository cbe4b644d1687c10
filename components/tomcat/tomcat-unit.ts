import type { GuestFile } from "../guest/guest.ts";
import { FEWER_CALLS, SYSTEM_OUT_OF_REACH, unitDropIn } from "../guest/systemd.ts";
import { DRAIN_SECONDS } from "./server-xml.ts";

/** Debian's unit, bounded in memory, with time to drain, restarted after any failure. */
export function tomcatUnit(memoryMaxMiB: number): GuestFile {
  return unitDropIn("tomcat10", {
    Unit: {
      Wants: "network-online.target",
      After: "network-online.target",
      StartLimitIntervalSec: "0",
    },
    Service: {
      // Out of memory the JVM ends with status 3: a failure, hence a restart. 5 s let the peers notice.
      Restart: "on-failure",
      RestartSec: "5",
      TimeoutStopSec: String(DRAIN_SECONDS + 15),
      LimitNOFILE: "65536",
      // What the machine has beside the system's share: the kernel ends a leaking Tomcat, not sshd.
      MemoryMax: `${memoryMaxMiB}M`,
      OOMPolicy: "stop",
      UMask: "0027",
      ProtectSystem: "strict",
      // Empty first: Debian also lets Tomcat write below /etc, which deployXML="false" makes needless.
      ReadWritePaths: ["", "/var/lib/tomcat10/webapps", "/var/log/tomcat10"],
      AmbientCapabilities: "",
      CapabilityBoundingSet: "",
      NoNewPrivileges: "yes",
      PrivateDevices: "yes",
      PrivateTmp: "yes",
      ProtectHome: "yes",
      ...SYSTEM_OUT_OF_REACH,
      LockPersonality: "yes",
      RestrictAddressFamilies: "AF_INET AF_INET6 AF_UNIX",
      ...FEWER_CALLS,
    },
  });
}

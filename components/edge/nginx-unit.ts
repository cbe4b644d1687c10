import type { GuestFile } from "../guest/guest.ts";
import { FEWER_CALLS, SYSTEM_OUT_OF_REACH, unitDropIn } from "../guest/systemd.ts";

/** Seconds for requests in flight when Nginx stops; uploads that take longer are cut. */
const DRAIN_SECONDS = 20;

/** Debian's unit, with more files, a longer drain, a restart after any death, and less of the machine in reach. */
export const nginxUnit: GuestFile = unitDropIn("nginx", {
  Unit: {
    // Never give up restarting: the address has moved to the other host meanwhile, and may come back.
    StartLimitIntervalSec: "0",
  },
  Service: {
    Restart: "always",
    RestartSec: "1",
    // Two descriptors per proxied connection: see worker_connections.
    LimitNOFILE: "65536",
    // An empty value takes Debian's back: it gives requests 5 s.
    ExecStop: [
      "",
      `-/sbin/start-stop-daemon --quiet --stop --retry QUIT/${DRAIN_SECONDS} --pidfile /run/nginx.pid`,
    ],
    TimeoutStopSec: String(DRAIN_SECONDS + 5),
    NoNewPrivileges: "yes",
    PrivateTmp: "yes",
    PrivateDevices: "yes",
    ProtectHome: "yes",
    ProtectSystem: "strict",
    ReadWritePaths: ["/run", "/var/log/nginx", "/var/lib/nginx"],
    ...SYSTEM_OUT_OF_REACH,
    LockPersonality: "yes",
    MemoryDenyWriteExecute: "yes",
    RestrictAddressFamilies: "AF_INET AF_INET6 AF_UNIX AF_NETLINK",
    ...FEWER_CALLS,
    CapabilityBoundingSet: "CAP_NET_BIND_SERVICE CAP_SETUID CAP_SETGID CAP_DAC_OVERRIDE CAP_CHOWN CAP_KILL",
  },
});

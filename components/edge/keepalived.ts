import type { GuestFile, GuestPart } from "../guest/guest.ts";
import { TEXTFILE_DIRECTORY } from "../guest/node-exporter.ts";
import { FORBIDDEN_CALLS, unitDropIn } from "../guest/systemd.ts";
import { CHECK_COMMAND, type KeepalivedArgs, NOTIFY_COMMAND, VRRP_METRICS } from "./keepalived-arguments.ts";
import { keepalivedConfiguration } from "./keepalived-configuration.ts";
import { EDGE_HEALTH } from "./nginx-arguments.ts";

export { CHECK_COMMAND, type KeepalivedArgs, NOTIFY_COMMAND, VRRP_METRICS };

/** VRRP with the other edge of the pair: one of them owns the virtual address while its Nginx answers. */
export function keepalived(args: KeepalivedArgs): GuestPart {
  return {
    part: "keepalived",
    packages: ["curl", "keepalived", "prometheus-node-exporter"],
    files: [
      { path: CHECK_COMMAND, mode: "0755", content: checkNginx },
      { path: NOTIFY_COMMAND, mode: "0755", content: notifyVrrp },
      {
        path: "/etc/keepalived/keepalived.conf",
        mode: "0600",
        content: keepalivedConfiguration(args),
        reloads: ["keepalived"],
      },
      unit,
    ],
    services: [
      {
        unit: "keepalived",
        // In a PID namespace of its own: keepalived 2.2.7 of Debian 12 takes itself for an orphan while it tests scripts
        // that run as another user, and ends by SIGTERM, unless its parent is out of sight (acassen/keepalived#2617).
        verify: ["unshare", "--pid", "--fork", "/usr/sbin/keepalived", "--config-test"],
        reload: ["systemctl", "reload", "keepalived"],
      },
    ],
    ports: [{ name: "vrrp", port: 0, protocol: "vrrp", from: ["edge"] }],
  };
}

const url = `http://${EDGE_HEALTH.address}:${EDGE_HEALTH.port}${EDGE_HEALTH.path}`;

const checkNginx = `#!/bin/sh
# Does this host's Nginx answer? keepalived gives up its address when it doesn't. Asked twice, a fifth of a second
# apart: one lost connection is no reason to move. 1.2 s at most, within the check's timeout.
answers() { curl --silent --fail --max-time 0.5 --noproxy '*' --output /dev/null ${url}; }
answers || { sleep 0.2; answers; }
`;

const notifyVrrp = `#!/bin/sh
# keepalived calls this with: INSTANCE|GROUP name STATE priority. Leaves the state as metrics, written at once or not.
set -eu
umask 022
file=${VRRP_METRICS}
{
  echo '# HELP hougu_vrrp_state 1 for the state that this host is in.'
  echo '# TYPE hougu_vrrp_state gauge'
  for state in MASTER BACKUP FAULT STOP; do
    [ "$state" = "$3" ] && value=1 || value=0
    echo "hougu_vrrp_state{instance_name=\\"$2\\",state=\\"$state\\"} $value"
  done
  echo '# HELP hougu_vrrp_state_change_timestamp_seconds When this host came into its state.'
  echo '# TYPE hougu_vrrp_state_change_timestamp_seconds gauge'
  echo "hougu_vrrp_state_change_timestamp_seconds{instance_name=\\"$2\\"} $(date +%s)"
} > "$file.new"
mv "$file.new" "$file"
logger --tag vrrp "$2 is $3" || true
`;

const unit: GuestFile = unitDropIn("keepalived", {
  Unit: {
    // Started after Nginx, so stopped before it: at shutdown the address moves while Nginx still answers.
    After: "nginx.service",
    Wants: "nginx.service",
    StartLimitIntervalSec: "0",
  },
  Service: {
    Restart: "always",
    RestartSec: "1",
    NoNewPrivileges: "yes",
    PrivateTmp: "yes",
    ProtectHome: "yes",
    ProtectSystem: "strict",
    ReadWritePaths: ["/run", TEXTFILE_DIRECTORY],
    ProtectClock: "yes",
    ProtectControlGroups: "yes",
    ProtectHostname: "yes",
    ProtectKernelLogs: "yes",
    ProtectKernelModules: "yes",
    LockPersonality: "yes",
    MemoryDenyWriteExecute: "yes",
    RestrictAddressFamilies: "AF_INET AF_INET6 AF_UNIX AF_NETLINK AF_PACKET",
    RestrictNamespaces: "yes",
    RestrictSUIDSGID: "yes",
    SystemCallArchitectures: "native",
    SystemCallFilter: FORBIDDEN_CALLS,
    SystemCallErrorNumber: "EPERM",
    CapabilityBoundingSet:
      "CAP_NET_ADMIN CAP_NET_RAW CAP_NET_BROADCAST CAP_SETUID CAP_SETGID CAP_KILL CAP_DAC_OVERRIDE CAP_SYS_NICE CAP_IPC_LOCK CAP_SYS_RESOURCE",
  },
});

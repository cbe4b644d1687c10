import type { GuestFile } from "../guest/guest.ts";
import { FEWER_CALLS, SYSTEM_OUT_OF_REACH, unitDropIn, unitText } from "../guest/systemd.ts";
import { MEMBER_COMMAND } from "./on-machine.ts";

/** Seconds that a node waits for its queues to do without it: `LEAVE_SECONDS` of rabbitmq-member.py. */
const LEAVE_SECONDS = 480;
/** `WAIT_SECONDS` of rabbitmq-member.py, and a minute to start. */
const START_SECONDS = 900;

export const MEMBER_UNIT = "hougu-rabbitmq-member";

/** Debian's unit: joins before it starts, leaves before it stops, bounded in memory, and sees little of the machine. */
export function rabbitmqUnit(memoryMaxMiB: number): GuestFile {
  return unitDropIn("rabbitmq-server", {
    Unit: {
      Wants: "network-online.target",
      After: "network-online.target",
      StartLimitIntervalSec: "0",
    },
    Service: {
      ExecStartPre: `${MEMBER_COMMAND} before`,
      TimeoutStartSec: String(START_SECONDS),
      // Empty first: Debian's own stops at once. A dash: whatever the first says, the server is stopped in order.
      ExecStop: ["", `-${MEMBER_COMMAND} leave`, "/usr/sbin/rabbitmqctl stop"],
      TimeoutStopSec: String(LEAVE_SECONDS + 60),
      Restart: "on-failure",
      RestartSec: "5",
      StandardOutput: "journal",
      StandardError: "journal",
      MemoryMax: `${memoryMaxMiB}M`,
      OOMPolicy: "stop",
      NoNewPrivileges: "yes",
      PrivateTmp: "yes",
      PrivateDevices: "yes",
      ProtectHome: "yes",
      ProtectSystem: "strict",
      ReadWritePaths: ["/var/lib/rabbitmq", "/var/log/rabbitmq"],
      AmbientCapabilities: "",
      CapabilityBoundingSet: "",
      ...SYSTEM_OUT_OF_REACH,
      LockPersonality: "yes",
      RestrictAddressFamilies: "AF_INET AF_INET6 AF_UNIX AF_NETLINK",
      ...FEWER_CALLS,
      // Not MemoryDenyWriteExecute: Erlang's compiler makes code as it runs.
    },
  });
}

/** Runs whenever the server has started: takes copies of the queues. Its state says whether this node serves. */
export const memberUnit: GuestFile = {
  path: `/etc/systemd/system/${MEMBER_UNIT}.service`,
  mode: "0644",
  content: unitText({
    Unit: {
      Description: "This node's membership in its RabbitMQ cluster",
      BindsTo: "rabbitmq-server.service",
      After: "rabbitmq-server.service",
    },
    Service: {
      Type: "oneshot",
      RemainAfterExit: "yes",
      User: "rabbitmq",
      ExecStart: `${MEMBER_COMMAND} after`,
      TimeoutStartSec: String(START_SECONDS),
      NoNewPrivileges: "yes",
      PrivateTmp: "yes",
      ProtectHome: "yes",
      ProtectSystem: "strict",
      ReadWritePaths: ["/var/lib/rabbitmq", "/var/log/rabbitmq"],
    },
    Install: { WantedBy: "rabbitmq-server.service" },
  }),
};

import type { GuestFile } from "../guest/guest.ts";
import { TEXTFILE_DIRECTORY } from "../guest/node-exporter.ts";
import { FEWER_CALLS, SYSTEM_OUT_OF_REACH, unitText } from "../guest/systemd.ts";
import { WATCHDOG_COMMAND } from "./on-machine.ts";
import type { WatchdogTimes } from "./rabbitmq-arguments.ts";

export const WATCHDOG_UNIT = "hougu-rabbitmq-watchdog";
/** Where the watchdog writes its metrics; node exporter finds them by a link. */
export const WATCHDOG_METRICS = `/run/${WATCHDOG_UNIT}/metrics.prom`;

/** In production, each with its reason. */
export const WATCHDOG_TIMES: WatchdogTimes = {
  // As often as the health check asks.
  intervalSeconds: 5,
  // A paused node looks for the others each second, and Erlang gives a connection seven: RabbitMQ's own way has ended.
  patienceSeconds: 30,
  // A node that starts waits for its peers' tables ten times thirty seconds (mnesia_table_loading_retry_*), then recovers.
  startSeconds: 420,
  // Longer than any stop or start in order: queues have 30 s, tables 300 s.
  hungSeconds: 600,
  backoffSeconds: 60,
  backoffMostSeconds: 900,
};

/** What the watchdog is told beside what it shares with `rabbitmq-member`: seconds, by the names of its script. */
export function watchdogTimes(times: Partial<WatchdogTimes> = {}): Readonly<Record<string, number>> {
  const all = { ...WATCHDOG_TIMES, ...times };
  return {
    interval: all.intervalSeconds,
    patience: all.patienceSeconds,
    start: all.startSeconds,
    hung: all.hungSeconds,
    backoff: all.backoffSeconds,
    backoffMost: all.backoffMostSeconds,
  };
}

/**
 * Starts when the server has started, and is stopped before the server is: no boot is disturbed and no planned stop is
 * undone. It is the broker's own user, who may read the Erlang cookie and end the Erlang machine, and nothing more.
 */
export const watchdogUnit: GuestFile = {
  path: `/etc/systemd/system/${WATCHDOG_UNIT}.service`,
  mode: "0644",
  content: unitText({
    Unit: {
      Description: "Starts a RabbitMQ broker again that a pause has left stopped",
      BindsTo: "rabbitmq-server.service",
      After: "rabbitmq-server.service",
      StartLimitIntervalSec: "0",
    },
    Service: {
      User: "rabbitmq",
      Group: "rabbitmq",
      // As root (+), for node exporter's folder is root's; a machine without one does without (-).
      ExecStartPre: `-+/bin/ln -sfn ${WATCHDOG_METRICS} ${TEXTFILE_DIRECTORY}/rabbitmq-watchdog.prom`,
      ExecStart: WATCHDOG_COMMAND,
      Restart: "always",
      RestartSec: "10",
      // Back-off and counts outlive a restart of the server, which is what they are about.
      RuntimeDirectory: WATCHDOG_UNIT,
      RuntimeDirectoryMode: "0755",
      RuntimeDirectoryPreserve: "yes",
      // rabbitmqctl is an Erlang machine of its own, of some 100 MiB.
      MemoryMax: "384M",
      NoNewPrivileges: "yes",
      PrivateTmp: "yes",
      PrivateDevices: "yes",
      ProtectHome: "yes",
      ProtectSystem: "strict",
      AmbientCapabilities: "",
      CapabilityBoundingSet: "",
      ...SYSTEM_OUT_OF_REACH,
      LockPersonality: "yes",
      RestrictAddressFamilies: "AF_INET AF_INET6 AF_UNIX AF_NETLINK",
      ...FEWER_CALLS,
      // Not MemoryDenyWriteExecute: rabbitmqctl's Erlang compiles as it runs.
    },
    Install: { WantedBy: "rabbitmq-server.service" },
  }),
};

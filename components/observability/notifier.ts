import { readFileSync } from "node:fs";
import { join } from "node:path";
import { robotsOf } from "../config/alert-addresses.ts";
import type { AlertsSettings } from "../config/observability.ts";
import type { GuestPart } from "../guest/guest.ts";
import { COMMANDS } from "../guest/on-machine.ts";
import { secret, secretText } from "../guest/secret.ts";
import { FEWER_CALLS, SYSTEM_OUT_OF_REACH, unitText } from "../guest/systemd.ts";
import { NOTIFIER_PORT } from "./ports.ts";

export const NOTIFIER_UNIT = "hougu-notifier";
const CONFIGURATION = "/etc/hougu/notifier.json";
const ADDRESSES = "/etc/hougu/alert-addresses";

/**
 * Takes what Alertmanager says and tells DingTalk, WeCom or another webhook in words of theirs, in the language of whoever
 * reads: Alertmanager 0.25 speaks neither robot's, and its configuration has no place for a secret address. See
 * on-machine/notifier.py.
 */
export function notifier({ receivers, language }: AlertsSettings): GuestPart[] {
  const robots = robotsOf(receivers);
  if (robots.length === 0) return [];
  const configuration = {
    port: NOTIFIER_PORT,
    language,
    addresses: ADDRESSES,
    receivers: Object.fromEntries(robots.map(({ name, kind }) => [name, kind])),
  };
  return [
    {
      part: "notifier",
      packages: ["python3", "ca-certificates"],
      files: [
        {
          path: `${COMMANDS}/notifier`,
          mode: "0755",
          content: readFileSync(join(import.meta.dirname, "on-machine/notifier.py"), "utf8"),
        },
        { path: CONFIGURATION, mode: "0644", content: `${JSON.stringify(configuration, null, 2)}\n` },
        {
          path: ADDRESSES,
          mode: "0640",
          owner: "root:prometheus",
          content: secretText`${secret("alertAddresses")}\n`,
        },
        {
          path: `/etc/systemd/system/${NOTIFIER_UNIT}.service`,
          mode: "0644",
          content: unitText({
            Unit: {
              Description: "Tells robots what Alertmanager says",
              Wants: "network-online.target",
              After: "network-online.target",
            },
            Service: {
              ExecStart: `${COMMANDS}/notifier ${CONFIGURATION}`,
              User: "prometheus",
              Restart: "always",
              RestartSec: "5",
              MemoryMax: "64M",
              NoNewPrivileges: "yes",
              ProtectSystem: "strict",
              ProtectHome: "yes",
              PrivateTmp: "yes",
              PrivateDevices: "yes",
              ...SYSTEM_OUT_OF_REACH,
              ...FEWER_CALLS,
            },
            Install: { WantedBy: "multi-user.target" },
          }),
        },
      ],
      services: [{ unit: NOTIFIER_UNIT, verify: [`${COMMANDS}/notifier`, "--check", CONFIGURATION] }],
      ports: [{ name: "notifier", port: NOTIFIER_PORT, protocol: "tcp", from: ["self"] }],
    },
  ];
}

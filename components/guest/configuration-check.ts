import type { Guest, GuestFile } from "./guest.ts";
import { COMMANDS, machineCommand } from "./on-machine.ts";
import { isStaged } from "./staging.ts";
import { unitText } from "./systemd.ts";

const COMMAND = `${COMMANDS}/hougu-configuration-check`;
const RECORD_UNIT = "hougu-configuration";
const CHECK_UNIT = "hougu-configuration-check";

/** What the command reads: each file of the guest, and who wrote it. */
const LIST = "/etc/hougu/configuration";

/** Minutes between two looks. */
const MINUTES = 5;

/**
 * The same guest, which also tells which of its files still are what was rendered: `hougu_configuration_file_intact` for each,
 * by the node exporter. See on-machine/configuration-check.sh.
 */
export function withConfigurationCheck(guest: Guest): Guest {
  const own: readonly GuestFile[] = [
    { path: COMMAND, mode: "0755", content: machineCommand("configuration-check") },
    {
      path: `/etc/systemd/system/${RECORD_UNIT}.service`,
      mode: "0644",
      content: unitText({
        Unit: { Description: "Notes what was rendered" },
        Service: { Type: "oneshot", RemainAfterExit: "yes", ExecStart: `${COMMAND} record` },
        Install: { WantedBy: "multi-user.target" },
      }),
    },
    {
      path: `/etc/systemd/system/${CHECK_UNIT}.service`,
      mode: "0644",
      content: unitText({
        Unit: { Description: "Looks whether files still are what was rendered" },
        Service: { Type: "oneshot", ExecStart: COMMAND },
      }),
    },
    {
      path: `/etc/systemd/system/${CHECK_UNIT}.timer`,
      mode: "0644",
      content: unitText({
        Unit: { Description: `Every ${MINUTES} minutes` },
        Timer: { OnBootSec: "1min", OnUnitActiveSec: `${MINUTES}min`, RandomizedDelaySec: "30" },
        Install: { WantedBy: "timers.target" },
      }),
    },
  ];
  const watched = [...guest.files, ...own];
  const list = watched.map((file) => `${isStaged(file) ? "filled" : "plain"} ${file.path}\n`).join("");
  return {
    ...guest,
    files: [...watched, { path: LIST, mode: "0644", content: list }],
    services: [
      // Before anything starts that could write: what is noted is what boot has put there.
      { unit: RECORD_UNIT, reload: [COMMAND, "record"] },
      ...guest.services,
      { unit: `${CHECK_UNIT}.timer` },
    ],
  };
}

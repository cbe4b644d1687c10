import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GuestFile } from "../guest/guest.ts";
import { COMMANDS } from "../guest/on-machine.ts";

export const MEMBER_COMMAND = `${COMMANDS}/rabbitmq-member`;
export const WATCHDOG_COMMAND = `${COMMANDS}/rabbitmq-watchdog`;
export const RELOAD_COMMAND = `${COMMANDS}/rabbitmq-reload`;

/** The broker's own commands on a machine, as they stand in this repository. */
export const brokerCommands: readonly GuestFile[] = [
  { path: MEMBER_COMMAND, mode: "0755", content: source("rabbitmq-member.py") },
  { path: WATCHDOG_COMMAND, mode: "0755", content: source("rabbitmq-watchdog.py") },
  { path: RELOAD_COMMAND, mode: "0755", content: source("rabbitmq-reload.sh") },
];

function source(name: string): string {
  return readFileSync(join(import.meta.dirname, "on-machine", name), "utf8");
}

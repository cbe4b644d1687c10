import type { GuestPart } from "./guest.ts";
import { COMMANDS, machineCommand } from "./on-machine.ts";
import { unitText } from "./systemd.ts";

/** Where a file that is in no package comes from: a release's page, or a mirror of your own. */
export interface ForeignSource {
  /** `https://...` */
  readonly url: string;
  /** SHA-256 of what the URL gives, 64 hexadecimal digits: anything else is refused. */
  readonly sha256: string;
}

export interface ForeignFileArgs {
  /** A DNS label: the unit is `hougu-file-NAME`. */
  readonly name: string;
  readonly source: ForeignSource;
  /** Absolute path on the machine. */
  readonly path: string;
  readonly mode: "0755" | "0644";
  /** The file's name inside the source, where that is a `.tar.gz`. */
  readonly member?: string;
  /** `boot` (default): the machine's boot fails without it. `nothing`: what uses it does without. */
  readonly stops?: "boot" | "nothing";
}

/** Brings a file that is in no package to a machine, before the services of the parts behind this one. */
export function foreignFile(args: ForeignFileArgs): GuestPart {
  const { name, source, path, mode, member, stops = "boot" } = args;
  const unit = `hougu-file-${name}`;
  const variables = { SOURCE: source.url, SHA256: source.sha256, TARGET: path, MODE: mode };
  const command = `${COMMANDS}/fetch-file`;
  return {
    part: unit,
    packages: ["ca-certificates", "curl"],
    files: [
      { path: command, mode: "0755", content: machineCommand("fetch-file") },
      {
        path: `/etc/systemd/system/${unit}.service`,
        mode: "0644",
        content: unitText({
          Unit: {
            Description: `${path}, as ${source.url} has it`,
            Wants: "network-online.target",
            After: "network-online.target",
          },
          Service: {
            Type: "oneshot",
            RemainAfterExit: "yes",
            Environment: Object.entries({
              ...variables,
              ...(member === undefined ? {} : { MEMBER: member }),
            }).map(([key, value]) => `${key}=${value.replaceAll("%", "%%")}`),
            // A dash: a failure is in the journal, and the machine goes on.
            ExecStart: `${stops === "nothing" ? "-" : ""}${command}`,
            TimeoutStartSec: "900",
          },
          Install: { WantedBy: "multi-user.target" },
        }),
      },
    ],
    services: [{ unit }],
  };
}

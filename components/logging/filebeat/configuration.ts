import { stringify } from "yaml";
import type { MiniProgramName, Tier } from "../../config/environment.ts";
import type { GuestRole } from "../../guest/guest.ts";
import { BEGINNINGS, MOST_LINES } from "../lines/datasets.ts";
import { type LogOutput, outputSettings } from "./output.ts";
import { FILES_OF, type FileSource } from "./sources.ts";

export interface FilebeatConfigurationArgs {
  /** Host name: `host.name` of every line. */
  readonly host: string;
  readonly role: GuestRole;
  /** Whose machine it is; `platform` for what both share. */
  readonly miniProgram: MiniProgramName | "platform";
  readonly environment: Tier;
  readonly output: LogOutput;
}

/** Longer lines are cut: a line that nobody reads must not fill the queue. 64 KiB hold a stack trace of 500 lines. */
const LONGEST_EVENT_BYTES = 64 * 1024;
/** Events in memory while the output is slow; when they are that many, files wait where they are. */
const QUEUE_EVENTS = 2048;

/** filebeat.yml: this role's files and the journal, masked and parsed here, then sent. */
export function filebeatConfiguration(args: FilebeatConfigurationArgs): string {
  const { host, role, miniProgram, environment, output } = args;
  const settings = {
    name: host,
    fields: { labels: { role, mini_program: miniProgram, environment } },
    fields_under_root: true,
    "filebeat.inputs": [...(FILES_OF[role] ?? []).map(fileInput), journal],
    processors,
    "queue.mem": {
      events: QUEUE_EVENTS,
      flush: { min_events: QUEUE_EVENTS / 4, timeout: "1s" },
    },
    // A line is forgotten when the output has it, and not a moment before: a crash sends some twice, under the same id.
    "filebeat.registry.flush": "1s",
    // What is on its way when the unit stops may arrive.
    "filebeat.shutdown_timeout": "5s",
    max_procs: 1,
    "logging.level": "warning",
    "logging.to_stderr": true,
    "logging.metrics.enabled": false,
    ...outputSettings(output, environment),
  };
  return `# Made by Hougu. Change the program, not this file.\n${stringify(settings, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

function fileInput({ dataset, paths }: FileSource): Readonly<Record<string, unknown>> {
  const beginning = BEGINNINGS[dataset];
  return {
    type: "filestream",
    id: dataset,
    paths,
    fields: { event: { dataset } },
    fields_under_root: true,
    message_max_bytes: LONGEST_EVENT_BYTES,
    // Older files are the import's; the registry forgets them a day after that.
    ignore_older: "72h",
    clean_inactive: "96h",
    "prospector.scanner.check_interval": "5s",
    "close.on_state_change.inactive": "5m",
    ...(beginning === undefined
      ? {}
      : {
          parsers: [
            {
              multiline: {
                type: "pattern",
                pattern: beginning,
                negate: true,
                match: "after",
                max_lines: MOST_LINES,
                timeout: "5s",
              },
            },
          ],
        }),
  };
}

const journal = {
  type: "journald",
  id: "journal",
  fields: { event: { dataset: "system.journal" } },
  fields_under_root: true,
  // The first start begins here and now; later ones where the last one ended.
  seek: "cursor",
  cursor_seek_fallback: "tail",
};

/** Which line it is, by what can't change when it is read again: Elasticsearch then has it once. */
const id = (fields: readonly string[]) => ({
  fingerprint: {
    fields,
    method: "sha256",
    encoding: "base64",
    target_field: "@metadata._id",
    ignore_missing: true,
  },
});

const processors = [
  {
    if: { has_fields: ["log.offset"] },
    // biome-ignore lint/suspicious/noThenProperty: Filebeat's word
    then: [id(["host.name", "log.file.path", "log.offset", "message"])],
    else: [id(["host.name", "@timestamp", "systemd.unit", "process.pid", "message"])],
  },
  // Before any other sight of the line: what leaves this machine is masked, and has known fields alone.
  { script: { lang: "javascript", file: "lines.js", tag: "lines" } },
  // What the script has failed on may not be masked. It catches all that it can, so this is for what nobody knows of.
  { drop_event: { when: { contains: { tags: "_js_exception" } } } },
];

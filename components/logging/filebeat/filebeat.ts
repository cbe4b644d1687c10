import { type ForeignSource, foreignFile } from "../../guest/foreign-file.ts";
import type { GuestFile, GuestPart } from "../../guest/guest.ts";
import { secret, secretText } from "../../guest/secret.ts";
import { type FilebeatConfigurationArgs, filebeatConfiguration } from "./configuration.ts";
import { KEY_VARIABLE } from "./output.ts";
import { FILEBEAT_UNIT, PLACE } from "./places.ts";
import { filebeatScript } from "./script.ts";
import { filebeatUnit } from "./unit.ts";
import { FILEBEAT_VERSION } from "./version.ts";

export interface FilebeatArgs extends FilebeatConfigurationArgs {
  /** Certificates of the authority that signed the outputs' own, in PEM. */
  readonly authority: string;
  /** What Filebeat may take of the machine's memory in MiB; 96 MiB are the least it lives in. Default 192. */
  readonly memoryMiB?: number;
}

/** Resident memory at rest is 75 MiB; twice that, and a full queue of 2,048 lines of 1 KiB with their copies. */
const MEMORY_MIB = 192;

/**
 * The program itself, which Debian doesn't have: `filebeat-7.17.28-linux-x86_64.tar.gz` of its makers or of a mirror. A
 * machine serves without it where it can't be had: logs are worth less than what they tell of.
 */
export function filebeatProgram(source: ForeignSource): GuestPart {
  return foreignFile({
    name: "filebeat",
    source,
    path: PLACE.program,
    mode: "0755",
    member: `filebeat-${FILEBEAT_VERSION}-linux-x86_64/filebeat`,
    stops: "nothing",
  });
}

/** What ships a machine's logs. */
export function filebeat(args: FilebeatArgs): GuestPart {
  const { output, authority, memoryMiB = MEMORY_MIB } = args;
  return {
    part: FILEBEAT_UNIT,
    files: [
      { path: PLACE.configuration, mode: "0644", content: filebeatConfiguration(args) },
      { path: PLACE.script, mode: "0644", content: filebeatScript(args.role) },
      { path: PLACE.authority, mode: "0644", content: authority },
      ...(output.to === "elasticsearch" ? [key] : []),
      filebeatUnit(output.to, memoryMiB),
    ],
    services: [{ unit: FILEBEAT_UNIT }],
  };
}

const key: GuestFile = {
  path: PLACE.key,
  mode: "0600",
  content: secretText`${KEY_VARIABLE}=${secret("logShipperKey")}\n`,
};

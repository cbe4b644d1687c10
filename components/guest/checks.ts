import type { Guest, GuestFile, OpenPort } from "./guest.ts";
import { isSecretText } from "./secret.ts";
import { HOLE } from "./staging.ts";

/** Bits that a file with a secret may have: the owner reads and writes, the group reads. */
const SECRET_BITS = 0o640;
const MODE = /^0[0-7]{3}$/;
const OWNER = /^[a-z_][a-z0-9_-]*:[a-z_][a-z0-9_-]*$/;
// RFC 1123 label; Linux host names and vCenter VM names both take it.
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export function checkName(name: string): string[] {
  return LABEL.test(name)
    ? []
    : [`name ${JSON.stringify(name)}: a DNS label is wanted, e.g. "artist-edge-1"`];
}

export function checkFile(part: string, file: GuestFile): string[] {
  const where = `file ${file.path} of ${part}`;
  const problems: string[] = [];
  if (!file.path.startsWith("/") || /\/\.{0,2}(\/|$)/.test(file.path))
    problems.push(`${where}: an absolute path without empty, "." or ".." segments is wanted`);
  if (file.owner !== undefined && !OWNER.test(file.owner))
    problems.push(`${where}: owner ${JSON.stringify(file.owner)} is not "user:group"`);
  if (!MODE.test(file.mode)) {
    problems.push(`${where}: mode ${JSON.stringify(file.mode)} is not octal with four digits, e.g. "0644"`);
    return problems;
  }
  const bits = Number.parseInt(file.mode, 8);
  if (bits & 0o002) problems.push(`${where}: mode ${file.mode} lets everybody write`);
  if (isSecretText(file.content) && (bits & ~SECRET_BITS) !== 0)
    problems.push(`${where}: holds a secret, so its mode is "0640" or stricter, not "${file.mode}"`);
  const plain = typeof file.content === "string" ? [file.content] : file.content.parts;
  if (plain.some((piece) => typeof piece === "string" && HOLE.test(piece)))
    problems.push(`${where}: the text looks like a hole for a secret (${HOLE.source}); use secretText`);
  return problems;
}

export function checkPort(part: string, port: OpenPort): string[] {
  const where = `port ${port.name} of ${part}`;
  if (port.protocol === "vrrp") return port.port === 0 ? [] : [`${where}: vrrp has no ports, say 0`];
  return Number.isInteger(port.port) && port.port >= 1 && port.port <= 65535
    ? []
    : [`${where}: ${port.port} is not a port, 1 to 65535`];
}

/** A unit that a file reloads must be one that this guest runs, and know how to reload. */
export function checkReloads(guest: Guest): string[] {
  return guest.files.flatMap((file) =>
    (file.reloads ?? []).flatMap((unit) => {
      const service = guest.services.find((candidate) => candidate.unit === unit);
      if (service === undefined) return [`file ${file.path} reloads ${unit}, which this guest doesn't run`];
      return service.reload === undefined
        ? [`file ${file.path} reloads ${unit}, which has no reload command`]
        : [];
    }),
  );
}

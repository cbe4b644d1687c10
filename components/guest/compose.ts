import { checkFile, checkName, checkPort, checkReloads } from "./checks.ts";
import type { Guest, GuestPart, GuestRole } from "./guest.ts";
import { GuestError } from "./guest-error.ts";

/**
 * Joins parts into a guest. Order is kept: services start in the order of the parts. What two parts say alike
 * is said once; what they say differently is an error that names both.
 *
 * @throws GuestError with every conflict and every malformed file, port or name
 */
export function composeGuest(name: string, role: GuestRole, parts: readonly GuestPart[]): Guest {
  const problems: string[] = [...checkName(name)];

  const files = new Joined("path", problems);
  const services = new Joined("unit", problems);
  const ports = new Joined("port", problems);
  const checks = new Joined("check", problems);
  const sysctl = new Joined("sysctl", problems);
  for (const part of parts) {
    for (const file of part.files ?? []) {
      problems.push(...checkFile(part.part, file));
      files.add(part.part, file.path, file);
    }
    for (const service of part.services ?? []) services.add(part.part, service.unit, service);
    for (const port of part.ports ?? []) {
      problems.push(...checkPort(part.part, port));
      ports.add(part.part, `${port.protocol}/${port.port}`, port);
    }
    for (const check of part.checks ?? []) checks.add(part.part, check.name, check);
    for (const [key, value] of Object.entries(part.sysctl ?? {})) sysctl.add(part.part, key, value);
  }

  const guest: Guest = {
    name,
    role,
    packages: [...new Set(parts.flatMap((part) => part.packages ?? []))].sort(),
    files: files.values(),
    services: services.values(),
    sysctl: Object.fromEntries(sysctl.entries<string>().sort(([a], [b]) => (a < b ? -1 : 1))),
    ports: ports.values(),
    checks: checks.values(),
  };
  problems.push(...checkReloads(guest));
  if (problems.length > 0) throw new GuestError(name, problems);
  return guest;
}

/** Values by key, with the part that said them first. */
class Joined {
  readonly #kind: string;
  readonly #problems: string[];
  readonly #said = new Map<string, { part: string; value: unknown; json: string }>();

  constructor(kind: string, problems: string[]) {
    this.#kind = kind;
    this.#problems = problems;
  }

  add(part: string, key: string, value: unknown): void {
    const json = JSON.stringify(value);
    const first = this.#said.get(key);
    if (first === undefined) this.#said.set(key, { part, value, json });
    else if (first.json !== json)
      this.#problems.push(`${this.#kind} ${key}: ${part} says otherwise than ${first.part}`);
  }

  entries<T>(): [string, T][] {
    return [...this.#said].map(([key, { value }]) => [key, value as T]);
  }

  values<T>(): T[] {
    return this.entries<T>().map(([, value]) => value);
  }
}

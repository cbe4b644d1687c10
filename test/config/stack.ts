import { fileURLToPath } from "node:url";
import type { Tier } from "../../components/config/environment.ts";
import { OPAQUE, type Path, type RawConfig } from "../../components/config/raw.ts";
import { SECRET_KEYS, type SecretKey } from "../../components/config/secrets.ts";
import { readStackFile } from "../../components/config/stack-file.ts";

/** The committed stack file of a tier. */
export function fileOf(tier: Tier): string {
  return fileURLToPath(new URL(`../../Pulumi.${tier}.yaml`, import.meta.url));
}

/** The committed values of a tier, a fresh copy. */
export function valuesOf(tier: Tier): Record<string, unknown> {
  return structuredClone(readStackFile(fileOf(tier)).values) as Record<string, unknown>;
}

/** Secrets that a committed configuration needs; what others need is set where they are tried. */
export function committedSecrets(tier: Tier): readonly SecretKey[] {
  const needless = [
    "traceToken",
    "grafanaPassword",
    ...(tier === "prod" ? [] : ["mailPassword", "remoteWritePassword"]),
  ];
  return SECRET_KEYS.filter((key) => !needless.includes(key));
}

/** An address for each receiver of dev that isn't mail. */
export const DEV_ALERT_ADDRESSES = "team https://oapi.dingtalk.com/robot/send?access_token=0a1b2c#SEC3d4e5f";

/** A committed configuration with every secret of its own set and encrypted, as the CLI sees it. */
export function stack(tier: Tier): {
  values: Record<string, unknown>;
  encrypted: Set<string>;
  from: "file";
  stack: string;
} {
  const secrets = Object.fromEntries(committedSecrets(tier).map((key) => [key, OPAQUE]));
  return {
    stack: tier,
    values: { ...valuesOf(tier), ...secrets },
    encrypted: new Set<string>(SECRET_KEYS),
    from: "file",
  };
}

/** What the engine hands to the program: the same with secrets in the clear, marked as secrets. */
export function engineStack(tier: Tier, secrets: Readonly<Record<string, unknown>>): RawConfig {
  return {
    stack: tier,
    values: { ...valuesOf(tier), ...secrets },
    encrypted: new Set(Object.keys(secrets)),
    from: "engine",
  };
}

/** Writes a value at a path, or takes it away when it is `undefined`. */
export function put(values: Record<string, unknown>, path: Path, value: unknown): void {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], values);
  const last = path.at(-1);
  if (last === undefined) throw new Error("a path has one step at least");
  if (value === undefined) delete (parent as Record<string | number, unknown>)[last];
  else (parent as Record<string | number, unknown>)[last] = value;
}

import { stringify } from "yaml";
import { bootScript } from "./boot.ts";
import type { Guest, SecretName } from "./guest.ts";
import { GuestError } from "./guest-error.ts";
import { COMMANDS, machineCommand } from "./on-machine.ts";
import { secretsOf } from "./secret.ts";
import { isStaged, TEMPLATE_LIST, templatesOf, templateText } from "./staging.ts";
import { sysctlFile } from "./sysctl.ts";
import { fitUserData, type WriteFile } from "./user-data-size.ts";

/** How a machine comes by its secrets: neither way puts one into user data. */
export type Delivery =
  | {
      /** From OOS Parameter Store, by the instance's RAM role. */
      readonly by: "oos";
      readonly region: string;
      /** Name of the OOS secret parameter of each secret; those the guest doesn't need are left out. */
      readonly parameters: Readonly<Partial<Record<SecretName, string>>>;
    }
  /** From the key `guestinfo.hougu.secrets`, which the machine erases (see guestinfo.ts). */
  | { readonly by: "guestinfo" };

/**
 * The guest as cloud-init user data: a `#cloud-config` text, the same for the same guest.
 *
 * What happens on the machine, and why in this order:
 *   1. `write_files` before any package. Debian's package manager keeps a configuration file that it finds
 *      (`--force-confold`), so a service never sees the distribution's default. A policy-rc.d forbids packages to
 *      start services meanwhile.
 *   2. `packages`.
 *   3. `boot` (see {@link bootScript}): secrets, files that hold them or that belong to a package's user, services.
 *
 * @throws GuestError when the delivery lacks a secret, or the text stays over the size limit even compressed
 */
export function cloudInit(guest: Guest, delivery: Delivery): string {
  return fitUserData(guest.name, writeFiles(guest, delivery), (files) => render(guest, files));
}

function render(guest: Guest, files: readonly WriteFile[]): string {
  const config = {
    hostname: guest.name,
    manage_etc_hosts: "localhost",
    ssh_pwauth: false,
    package_update: true,
    packages: guest.packages,
    write_files: files,
    runcmd: [[`${COMMANDS}/boot`]],
  };
  // No folding: a wrapped line would be another text. No anchors: cloud-init's schema check can't follow them.
  return `#cloud-config\n${stringify(config, { lineWidth: 0, indentSeq: false, aliasDuplicateObjects: false })}`;
}

function writeFiles(guest: Guest, delivery: Delivery): readonly WriteFile[] {
  const sysctl = sysctlFile(guest);
  const plain = (path: string, permissions: string, content: string): WriteFile => ({
    path,
    permissions,
    owner: "root:root",
    content,
  });
  return [
    plain("/usr/sbin/policy-rc.d", "0755", "#!/bin/sh\nexit 101\n"),
    plain(`${COMMANDS}/fetch-secrets`, "0755", machineCommand(`fetch-secrets-${delivery.by}`)),
    plain(`${COMMANDS}/fill-secrets`, "0755", machineCommand("fill-secrets")),
    plain(`${COMMANDS}/boot`, "0755", bootScript(guest)),
    plain("/etc/hougu/secrets.json", "0644", json(source(guest, delivery))),
    plain(TEMPLATE_LIST, "0644", json(templatesOf(guest))),
    ...(sysctl === undefined ? [] : [plain(sysctl.path, sysctl.mode, templateText(sysctl.content))]),
    ...guest.files
      .filter((file) => !isStaged(file))
      .map((file) => plain(file.path, file.mode, templateText(file.content))),
    ...guest.files
      .filter(isStaged)
      // A template holds no secret, yet its file's own mode may be the reader's only hint that the target does.
      .map((file) => plain(`/etc/hougu/templates${file.path}`, "0600", templateText(file.content))),
  ];
}

/** What `fetch-secrets` reads: which secrets, and where from. */
function source(guest: Guest, delivery: Delivery): unknown {
  const names = secretsOf(guest);
  if (delivery.by === "guestinfo") return { names };
  const missing = names.filter((name) => delivery.parameters[name] === undefined);
  if (missing.length > 0)
    throw new GuestError(
      guest.name,
      missing.map((name) => `the delivery names no OOS parameter for the secret ${name}`),
    );
  return {
    region: delivery.region,
    parameters: Object.fromEntries(names.map((name) => [name, delivery.parameters[name]])),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

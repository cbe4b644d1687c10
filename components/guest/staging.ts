import type { Guest, GuestFile, SecretRef, SecretText } from "./guest.ts";
import { isSecretText } from "./secret.ts";

/** Where templates wait on the machine: a target's whole path below this folder. */
export const TEMPLATES = "/etc/hougu/templates";
/** The list of templates that `fill-secrets` reads. */
export const TEMPLATE_LIST = "/etc/hougu/templates.json";
/** Where secrets lie on the machine, one file each, for root alone. */
export const SECRETS = "/etc/hougu/secrets";

/** A hole in a template; `fill-secrets` knows the same expression. */
export const HOLE = /@@(secret|rabbitmqHash):([A-Za-z]+)@@/;

/** A line of the template list. */
export interface Template {
  readonly template: string;
  readonly target: string;
  readonly mode: string;
  readonly owner: string;
}

/**
 * A file is staged, and put in its place by `fill-secrets` after the packages, when it holds a secret or belongs to
 * a user or group that only a package creates. All others are written at first boot, before packages install.
 */
export function isStaged(file: GuestFile): boolean {
  return isSecretText(file.content) || (file.owner !== undefined && file.owner !== "root:root");
}

/** The template text: holes are named, so that it can be read. */
export function templateText(content: string | SecretText): string {
  if (typeof content === "string") return content;
  return content.parts.map((piece) => (typeof piece === "string" ? piece : hole(piece))).join("");
}

function hole({ secret, as }: SecretRef): string {
  return `@@${as ?? "secret"}:${secret}@@`;
}

/** The list of a guest's templates, in the order of its files. */
export function templatesOf(guest: Guest): readonly Template[] {
  return guest.files.filter(isStaged).map((file) => ({
    template: TEMPLATES + file.path,
    target: file.path,
    mode: file.mode,
    owner: file.owner ?? "root:root",
  }));
}

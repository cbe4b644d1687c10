import { createHash } from "node:crypto";

/** `sha256:` and 64 digits, of a text. */
export function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** An image's name without tag and digest: `registry:5000/team/app:1.0@sha256:...` is `registry:5000/team/app`. */
export function repositoryOf(reference: string): string {
  const [name = ""] = reference.split("@");
  const slash = name.lastIndexOf("/");
  const colon = name.indexOf(":", slash + 1);
  return colon < 0 ? name : name.slice(0, colon);
}

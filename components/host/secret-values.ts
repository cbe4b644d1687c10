import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { SecretName } from "../guest/guest.ts";

/** Values of secrets by name; whoever needs none has none. */
export type SecretValues = Readonly<Partial<Record<SecretName, pulumi.Input<string>>>>;

/**
 * A digest that changes when one of a guest's secrets does. It stands in the state in clear, which is safe because it
 * covers all of them at once and each guest has one with 128 bits of chance or more (the TLS key, the session key): the
 * short VRRP password can't be guessed from it.
 */
export function secretDigest(secrets: SecretValues): pulumi.Output<string> {
  const names = Object.keys(secrets).sort() as SecretName[];
  const digest = pulumi.all(names.map((name) => pulumi.output(secrets[name]))).apply((values) =>
    createHash("sha256")
      .update(JSON.stringify([names, values]))
      .digest("hex"),
  );
  return pulumi.unsecret(digest);
}

import { Key } from "@pulumi/alicloud/kms/key.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ManagedClusterArgs } from "./managed-cluster.ts";

/** Days in which a deletion can be taken back (KMS takes 7 to 366). */
const SECOND_THOUGHTS_DAYS = 30;
/** A year: what KMS itself proposes. */
const ROTATION = "365d";

/**
 * The key that encrypts Secrets where the control plane keeps them. Of the cluster's own: whoever may read pictures and
 * databases by the data key may not for that read what is in the cluster.
 */
export function createSecretsKey(
  parent: pulumi.Resource,
  name: string,
  { labels, kmsInstanceId, protect }: ManagedClusterArgs,
): Key {
  return new Key(
    `${name}-secrets`,
    {
      description: "Secrets of the Kubernetes cluster",
      keySpec: "Aliyun_AES_256",
      keyUsage: "ENCRYPT/DECRYPT",
      origin: "Aliyun_KMS",
      automaticRotation: "Enabled",
      rotationInterval: ROTATION,
      pendingWindowInDays: SECOND_THOUGHTS_DAYS,
      deletionProtection: protect ? "Enabled" : "Disabled",
      ...(kmsInstanceId === undefined ? {} : { dkmsInstanceId: kmsInstanceId }),
      tags: labels.tags("platform"),
    },
    // Without it a control plane reads none of its Secrets, and a backup of them is noise.
    { parent, ...(protect ? { protect, retainOnDelete: true } : {}) },
  );
}

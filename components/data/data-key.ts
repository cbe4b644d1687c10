import { Alias } from "@pulumi/alicloud/kms/alias.js";
import { Key } from "@pulumi/alicloud/kms/key.js";
import * as pulumi from "@pulumi/pulumi";
import type { KeySettings } from "../config/data.ts";
import type { Labels } from "../naming/labels.ts";

/** What a {@link DataKey} is made of. */
export interface DataKeyArgs {
  readonly labels: Labels;
  readonly settings: KeySettings;
  /** Refuse deletion: without the key everything that it encrypted is noise. */
  readonly protect: boolean;
}

/** Days in which a deletion can be taken back (KMS takes 7 to 366). */
const SECOND_THOUGHTS_DAYS = 30;

/** A KMS key that encrypts what an environment keeps, and gets a new version by itself. */
export class DataKey extends pulumi.ComponentResource {
  readonly keyId: pulumi.Output<string>;
  readonly kmsInstanceId?: string;

  constructor(name: string, args: DataKeyArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("hougu:data:DataKey", name, {}, opts);
    const { labels, settings, protect } = args;
    const key = new Key(
      name,
      {
        description: "Pictures, database disks and kept passwords of both mini-programs",
        keySpec: "Aliyun_AES_256",
        keyUsage: "ENCRYPT/DECRYPT",
        origin: "Aliyun_KMS",
        // Old versions stay for what they encrypted: a rotation rewrites nothing.
        automaticRotation: "Enabled",
        rotationInterval: `${settings.rotationDays}d`,
        pendingWindowInDays: SECOND_THOUGHTS_DAYS,
        deletionProtection: protect ? "Enabled" : "Disabled",
        ...(settings.kmsInstanceId === undefined ? {} : { dkmsInstanceId: settings.kmsInstanceId }),
        tags: labels.tags("platform"),
      },
      { parent: this, ...(protect ? { protect, retainOnDelete: true } : {}) },
    );
    // What people and policies name; another key can take its place.
    new Alias(name, { aliasName: `alias/${labels.physicalName("data")}`, keyId: key.id }, { parent: this });
    this.keyId = key.id;
    if (settings.kmsInstanceId !== undefined) this.kmsInstanceId = settings.kmsInstanceId;
    this.registerOutputs({ keyId: this.keyId });
  }
}

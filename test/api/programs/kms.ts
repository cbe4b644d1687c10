import { Alias } from "@pulumi/alicloud/kms/alias.js";
import { Key } from "@pulumi/alicloud/kms/key.js";
import { Secret } from "@pulumi/alicloud/kms/secret.js";
import { SecretParameter } from "@pulumi/alicloud/oos/secretParameter.js";
import { secret } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { onTheSandbox } from "./provider.ts";

const TAGS = { project: "hougu", environment: "dev" };

interface Variant {
  readonly description: string;
  readonly days: number;
  readonly password: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Keys, secrets and encrypted parameters, as the data tier and the hosts have them. */
const program =
  ({ description, days, password, tags }: Variant): PulumiFn =>
  async () => {
    const opts = onTheSandbox();
    const key = new Key(
      "data",
      {
        description,
        keySpec: "Aliyun_AES_256",
        keyUsage: "ENCRYPT/DECRYPT",
        origin: "Aliyun_KMS",
        automaticRotation: "Enabled",
        rotationInterval: `${days}d`,
        pendingWindowInDays: 30,
        deletionProtection: "Disabled",
        tags,
      },
      opts,
    );
    new Alias("data", { aliasName: "alias/hougu-dev-data", keyId: key.id }, opts);
    new Secret(
      "migrate",
      {
        secretName: "hougu-dev-artist-migrate",
        description,
        secretType: "Generic",
        secretDataType: "text",
        secretData: secret(password),
        versionId: `v-${password}`,
        recoveryWindowInDays: 30,
        forceDeleteWithoutRecovery: true,
        encryptionKeyId: key.id,
        tags,
      },
      opts,
    );
    new SecretParameter(
      "vrrp",
      {
        secretParameterName: "hougu-dev-artist-vrrp-password",
        type: "Secret",
        description,
        value: secret(password),
        tags,
      },
      opts,
    );
  };

export const kmsProgram = program({ description: "first", days: 365, password: "12345678", tags: TAGS });
export const kmsProgramChanged = program({
  description: "second",
  days: 180,
  password: "87654321",
  tags: { ...TAGS, owner: "platform" },
});

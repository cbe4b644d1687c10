import { randomUUID } from "node:crypto";
import { text } from "../object.ts";
import type { ResourceType } from "../resource-type.ts";
import { ACCOUNT_ID } from "./ram.ts";
import { timestamp } from "./time.ts";

export const KEY_NOT_FOUND = {
  code: "Forbidden.KeyNotFound",
  message: "The specified Key is not found.",
} as const;

/** Seconds of a day, and the least and most that a rotation takes (API reference of CreateKey). */
const DAY = 86_400;
const ROTATION_DAYS = [7, 730] as const;
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: DAY };

export const kmsKey: ResourceType = {
  type: "alicloud:kmsKey",
  service: "Kms",
  actions: {
    create: "CreateKey",
    describe: "DescribeKey",
    modify: "UpdateKeyDescription",
    remove: "ScheduleKeyDeletion",
  },
  id: () => `key-${randomUUID()}`,
  notFound: KEY_NOT_FOUND,
  quotas: [{ limit: 100, exceeded: { code: "QuotaExceeded.Key", message: "The key quota is exceeded." } }],
  protection: {
    attribute: "isProtected",
    refused: {
      code: "Rejected.DeletionProtectionEnabled",
      message: "The key can't be deleted while it is protected.",
    },
  },
  check(wanted, look) {
    const interval = text(wanted, "rotationInterval");
    if (wanted.automaticRotation === "Enabled" && !isRotation(interval)) {
      look.refuse(
        "InvalidParameter",
        `The specified parameter RotationInterval is not valid. (${interval}: ${ROTATION_DAYS.join(" to ")} days)`,
      );
    }
    if (wanted.automaticRotation === "Enabled" && wanted.origin === "EXTERNAL") {
      look.refuse("UnsupportedOperation", "A key whose material was imported can't be rotated.");
    }
  },
  complete: (wanted, { scope, now }) => ({
    arn: `acs:kms:${scope}:${ACCOUNT_ID}:key`,
    creationDate: timestamp(now),
    creator: ACCOUNT_ID,
    status: "Enabled",
    keySpec: wanted.keySpec ?? "Aliyun_AES_256",
    keyUsage: wanted.keyUsage ?? "ENCRYPT/DECRYPT",
    origin: wanted.origin ?? "Aliyun_KMS",
    primaryKeyVersion: randomUUID(),
    isProtected: wanted.deletionProtection === "Enabled",
  }),
  adjust: (wanted) => ({ isProtected: wanted.deletionProtection === "Enabled" }),
};

function isRotation(interval: string): boolean {
  const [, count, unit = ""] = /^(\d+)([smhd])$/.exec(interval) ?? [];
  const days = (Number(count) * (UNITS[unit] ?? Number.NaN)) / DAY;
  return days >= ROTATION_DAYS[0] && days <= ROTATION_DAYS[1];
}

export const kmsAlias: ResourceType = {
  type: "alicloud:kmsAlias",
  service: "Kms",
  actions: {
    create: "CreateAlias",
    describe: "ListAliases",
    modify: "UpdateAlias",
    remove: "DeleteAlias",
  },
  id: (alias) => text(alias, "aliasName"),
  notFound: { code: "Forbidden.AliasNotFound", message: "The specified Alias is not found." },
  references: [{ attribute: "keyId", to: "alicloud:kmsKey", missing: KEY_NOT_FOUND, follows: true }],
  unique: [
    {
      attributes: ["aliasName"],
      taken: { code: "Rejected.AliasExist", message: "The alias already exists." },
    },
  ],
  check(wanted, look) {
    const name = text(wanted, "aliasName");
    if (!/^alias\/[A-Za-z0-9_/-]{1,249}$/.test(name) || name.startsWith("alias/acs")) {
      look.refuse("InvalidParameter", `The specified parameter AliasName is not valid. (${name})`);
    }
  },
};

export const kmsSecret: ResourceType = {
  type: "alicloud:kmsSecret",
  service: "Kms",
  actions: {
    create: "CreateSecret",
    describe: "DescribeSecret",
    modify: "PutSecretValue",
    remove: "DeleteSecret",
  },
  sealed: ["secretData"],
  id: (secret) => text(secret, "secretName"),
  notFound: { code: "Forbidden.ResourceNotFound", message: "The specified Secret is not found." },
  references: [
    {
      attribute: "encryptionKeyId",
      to: "alicloud:kmsKey",
      missing: KEY_NOT_FOUND,
      holds: {
        code: "Rejected.KeyInUse",
        message: "The key can't be deleted while secrets are encrypted with it.",
      },
    },
  ],
  unique: [
    {
      attributes: ["secretName"],
      taken: { code: "Rejected.ResourceExist", message: "The specified Secret already exists." },
    },
  ],
  check(wanted, look, before) {
    const name = text(wanted, "secretName");
    if (!/^[A-Za-z0-9_/+=.@-]{1,192}$/.test(name)) {
      look.refuse("InvalidParameter", `The specified parameter SecretName is not valid. (${name})`);
    }
    const isNew = before === undefined || before.attributes.secretData !== wanted.secretData;
    if (before && isNew && before.attributes.versionId === wanted.versionId) {
      look.refuse(
        "Rejected.ResourceInUse",
        `The version already exists with other data. (${name}, ${text(wanted, "versionId")})`,
      );
    }
  },
  complete: (wanted, { scope, now }) => ({
    arn: `acs:kms:${scope}:${ACCOUNT_ID}:secret/${text(wanted, "secretName")}`,
    createTime: timestamp(now),
    secretType: wanted.secretType ?? "Generic",
    versionStages: wanted.versionStages ?? ["ACSCurrent"],
  }),
};

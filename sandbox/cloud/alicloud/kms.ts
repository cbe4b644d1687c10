import { randomUUID } from "node:crypto";
import { type Attributes, records, text } from "../object.ts";
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
  complete: (wanted, { now }) => ({
    automaticRotation: wanted.automaticRotation ?? "Disabled",
    creationDate: timestamp(now),
    lastRotationDate: timestamp(now),
    creator: ACCOUNT_ID,
    status: "Enabled",
    keySpec: wanted.keySpec ?? "Aliyun_AES_256",
    keyUsage: wanted.keyUsage ?? "ENCRYPT/DECRYPT",
    origin: wanted.origin ?? "Aliyun_KMS",
    primaryKeyVersion: randomUUID(),
    protectionLevel: wanted.protectionLevel ?? "SOFTWARE",
    deletionProtection: wanted.deletionProtection ?? "Disabled",
    isProtected: wanted.deletionProtection === "Enabled",
  }),
  adjust: (wanted) => ({ isProtected: wanted.deletionProtection === "Enabled" }),
  describe: ({ id, scope, attributes }) => ({
    arn: `acs:kms:${scope}:${ACCOUNT_ID}:key/${id}`,
    ...(attributes.automaticRotation === "Enabled" && {
      nextRotationDate: timestamp(
        Date.parse(text(attributes, "lastRotationDate")) +
          secondsOf(text(attributes, "rotationInterval")) * 1000,
      ),
    }),
  }),
};

/** Seconds of `365d`; not a number when it is none. */
function secondsOf(interval: string): number {
  const [, count, unit = ""] = /^(\d+)([smhd])$/.exec(interval) ?? [];
  return Number(count) * (UNITS[unit] ?? Number.NaN);
}

function isRotation(interval: string): boolean {
  const days = secondsOf(interval) / DAY;
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
  sealed: ["secretData", "earlierVersions"],
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
    const versionId = text(wanted, "versionId");
    const known = before && versionsOf(before.attributes).find((one) => one.versionId === versionId);
    if (known && known.secretData !== wanted.secretData) {
      look.refuse(
        "Rejected.ResourceInUse",
        `The version already exists with other data. (${name}, ${versionId})`,
      );
    }
  },
  complete: (wanted, { scope, now }) => ({
    arn: `acs:kms:${scope}:${ACCOUNT_ID}:secret/${text(wanted, "secretName")}`,
    createTime: timestamp(now),
    updateTime: timestamp(now),
    versionCreateTime: timestamp(now),
    secretType: wanted.secretType ?? "Generic",
    secretDataType: wanted.secretDataType ?? "text",
    versionStages: wanted.versionStages ?? [CURRENT],
  }),
  adjust: (wanted, { now }, before): Attributes => {
    const updateTime = timestamp(now);
    if (before.attributes.versionId === wanted.versionId) return { updateTime };
    const [current, ...older] = versionsOf(before.attributes).map((version) => ({
      ...version,
      versionStages: [],
    }));
    const earlier = current ? [{ ...current, versionStages: [PREVIOUS] }, ...older] : [];
    return {
      updateTime,
      versionCreateTime: updateTime,
      earlierVersions: earlier.slice(0, MOST_VERSIONS - 1),
    };
  },
};

const CURRENT = "ACSCurrent";
const PREVIOUS = "ACSPrevious";
/** Versions of one secret (API reference of PutSecretValue). */
const MOST_VERSIONS = 10;

/** All versions of a secret, the current one first. */
export function versionsOf(secret: Attributes): readonly Attributes[] {
  const current = {
    versionId: secret.versionId ?? null,
    secretData: secret.secretData ?? null,
    secretDataType: secret.secretDataType ?? null,
    versionStages: secret.versionStages ?? [],
    createTime: secret.versionCreateTime ?? null,
  };
  return [current, ...records(secret, "earlierVersions")];
}

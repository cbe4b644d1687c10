import { type Attributes, isRecord, numeric, records, text, type Value } from "../object.ts";
import type { Look, Reference, ResourceType } from "../resource-type.ts";
import { KEY_NOT_FOUND } from "./kms.ts";
import { ACCOUNT_ID } from "./ram.ts";
import { timestamp } from "./time.ts";
import { DEFAULT_RESOURCE_GROUP } from "./vpc.ts";

export const NO_SUCH_BUCKET = {
  code: "NoSuchBucket",
  message: "The specified bucket does not exist.",
} as const;

/** Days between two transitions of one object (PutBucketLifecycle: IA is billed for 30). */
const IA_DAYS = 30;

export const ossBucket: ResourceType = {
  type: "alicloud:ossBucket",
  service: "Oss",
  actions: { create: "PutBucket", describe: "GetBucketInfo", modify: "PutBucket", remove: "DeleteBucket" },
  nameAttribute: "bucket",
  id: (bucket) => text(bucket, "bucket"),
  notFound: NO_SUCH_BUCKET,
  references: [
    {
      attribute: "logging.targetBucket",
      to: "alicloud:ossBucket",
      missing: { code: "InvalidTargetBucketForLogging", message: "The target bucket does not exist." },
    },
    { attribute: "serverSideEncryptionRule.kmsMasterKeyId", to: "alicloud:kmsKey", missing: KEY_NOT_FOUND },
  ],
  unique: [
    {
      attributes: ["bucket"],
      taken: {
        code: "BucketAlreadyExists",
        message: "The requested bucket name is not available. Please select a different name and try again.",
      },
    },
  ],
  quotas: [
    {
      limit: 100,
      exceeded: {
        code: "TooManyBuckets",
        message: "You have attempted to create more buckets than allowed.",
      },
    },
  ],
  check(wanted, look) {
    const name = text(wanted, "bucket");
    if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) {
      look.refuse("InvalidBucketName", `The specified bucket is not valid. (${name})`);
    }
    checkLifecycle(wanted, look);
  },
  complete: (wanted, { scope, now }) => ({
    creationDate: timestamp(now),
    location: `oss-${scope}`,
    owner: ACCOUNT_ID,
    resourceGroupId: wanted.resourceGroupId ?? DEFAULT_RESOURCE_GROUP,
  }),
  leave({ id, attributes }, look) {
    const objects = numeric(attributes, "objectCount") ?? 0;
    if (objects > 0 && attributes.forceDestroy !== true) {
      look.refuse(
        "BucketNotEmpty",
        `The bucket you tried to delete is not empty. (${id}, ${objects} objects)`,
      );
    }
  },
};

function checkLifecycle(wanted: Attributes, look: Look): void {
  for (const rule of records(wanted, "lifecycleRules")) {
    const days = (list: string, storageClass?: string): number[] =>
      records(rule, list)
        .filter((one) => storageClass === undefined || one.storageClass === storageClass)
        .flatMap((one) => numeric(one, "days") ?? []);
    const [infrequent] = days("transitions", "IA");
    const [archive] = days("transitions", "Archive");
    const [end] = days("expirations");
    if (infrequent !== undefined && archive !== undefined && archive < infrequent + IA_DAYS) {
      look.refuse(
        "InvalidArgument",
        `Days in the Transition action for Archive must be ${IA_DAYS} more than for IA. (${infrequent}, ${archive})`,
      );
    }
    const last = Math.max(0, ...days("transitions"));
    if (end !== undefined && last > 0 && end <= last) {
      look.refuse(
        "InvalidArgument",
        `Days in the Expiration action must be more than in the Transition action. (${end}, ${last})`,
      );
    }
  }
}

const ofBucket: Reference = {
  attribute: "bucket",
  to: "alicloud:ossBucket",
  missing: NO_SUCH_BUCKET,
  follows: true,
};

/** A setting of a bucket, which has one of each kind. */
function setting(kind: string, call: string, check?: ResourceType["check"]): ResourceType {
  return {
    type: `alicloud:oss${kind}`,
    service: "Oss",
    actions: { create: `Put${call}`, describe: `Get${call}`, modify: `Put${call}`, remove: `Delete${call}` },
    id: (one) => text(one, "bucket"),
    notFound: NO_SUCH_BUCKET,
    idempotent: true,
    references: [ofBucket],
    ...(check ? { check } : {}),
  };
}

const isBlocked = (bucket: string, look: Look): boolean =>
  look.get("alicloud:ossPublicAccessBlock", bucket)?.attributes.blockPublicAccess === true;

export const ossAcl = setting("Acl", "BucketAcl", (wanted, look) => {
  const acl = text(wanted, "acl");
  if (!["private", "public-read", "public-read-write"].includes(acl)) {
    look.refuse("InvalidArgument", `no such bucket access control exists (${acl})`);
  }
  if (acl !== "private" && isBlocked(text(wanted, "bucket"), look)) {
    look.refuse("AccessDenied", `Put public bucket acl is not allowed. (${text(wanted, "bucket")}, ${acl})`);
  }
});

export const ossPolicy = setting("Policy", "BucketPolicy", (wanted, look) => {
  const statements = statementsOf(text(wanted, "policy"));
  if (!statements) look.refuse("MalformedPolicyDocument", "The policy document can't be read.");
  const isPublic = statements?.some(
    ({ Effect, Principal, Condition }) =>
      Effect === "Allow" && Condition === undefined && JSON.stringify(Principal).includes('"*"'),
  );
  if (isPublic && isBlocked(text(wanted, "bucket"), look)) {
    look.refuse("AccessDenied", `Put public bucket policy is not allowed. (${text(wanted, "bucket")})`);
  }
});

function statementsOf(document: string): readonly Readonly<Record<string, Value>>[] | undefined {
  try {
    const { Version, Statement } = JSON.parse(document) as { Version?: Value; Statement?: Value };
    return Version === "1" && Array.isArray(Statement) && Statement.every(isRecord)
      ? (Statement as Readonly<Record<string, Value>>[])
      : undefined;
  } catch {
    return undefined;
  }
}

export const ossPublicAccessBlock = setting("PublicAccessBlock", "BucketPublicAccessBlock");

const TLS_VERSIONS = ["TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3"];

export const ossHttpsConfig = setting("HttpsConfig", "BucketHttpsConfig", (wanted, look) => {
  const versions = Array.isArray(wanted.tlsVersions) ? wanted.tlsVersions : [];
  const unknown = versions.find((version) => !TLS_VERSIONS.includes(String(version)));
  if (unknown !== undefined) look.refuse("InvalidArgument", `Invalid TLS version. (${String(unknown)})`);
  if (wanted.enable === true && versions.length === 0) {
    look.refuse("MalformedXML", "TLS versions are needed when the configuration is enabled.");
  }
});

export const ossArchiveDirectRead = setting("ArchiveDirectRead", "BucketArchiveDirectRead");

import { type Attributes, records, type Value } from "../../../cloud/object.ts";
import type { Route } from "../../action.ts";
import { type Fields, flag, integer, list, listOf, record, shown, taken, text } from "../../fields.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";
import { tagsOf } from "../../tags.ts";
import { BUCKET, bucketOf, DONE, documentOf, GONE } from "./bucket.ts";

/** A part of a bucket that the cloud keeps as one of its attributes. */
interface Part {
  /** As queries name it. */
  readonly name: string;
  /** As calls are named: PutBucket..., GetBucket..., DeleteBucket... */
  readonly call: string;
  readonly attribute: string;
  readonly read: (document: Parameters) => Value;
  readonly write: (attributes: Attributes) => Record<string, Value>;
  /** The refusal when there is nothing to show; without one an empty document is shown. */
  readonly missing?: string;
  /** It can't be taken away, only set otherwise. */
  readonly stays?: true;
}

const age: Fields = { Days: integer("days"), CreatedBeforeDate: text("createdBeforeDate") };

const RULE: Fields = {
  ID: text("id"),
  Prefix: text("prefix"),
  Expiration: listOf("expirations", {
    ...age,
    Date: text("date"),
    ExpiredObjectDeleteMarker: flag("expiredObjectDeleteMarker"),
  }),
  AbortMultipartUpload: listOf("abortMultipartUploads", age),
  Transition: listOf("transitions", {
    ...age,
    StorageClass: text("storageClass"),
    IsAccessTime: flag("isAccessTime"),
    ReturnToStdWhenVisit: flag("returnToStdWhenVisit"),
  }),
  NoncurrentVersionExpiration: listOf("noncurrentVersionExpirations", { NoncurrentDays: integer("days") }),
  NoncurrentVersionTransition: listOf("noncurrentVersionTransitions", {
    NoncurrentDays: integer("days"),
    StorageClass: text("storageClass"),
    IsAccessTime: flag("isAccessTime"),
    ReturnToStdWhenVisit: flag("returnToStdWhenVisit"),
  }),
};

const ENCRYPTION: Fields = {
  SSEAlgorithm: text("sseAlgorithm"),
  KMSMasterKeyID: text("kmsMasterKeyId"),
  KMSDataEncryption: text("kmsDataEncryption"),
};

const CORS: Fields = {
  AllowedOrigin: list("allowedOrigins"),
  AllowedMethod: list("allowedMethods"),
  AllowedHeader: list("allowedHeaders"),
  ExposeHeader: list("exposeHeaders"),
  MaxAgeSeconds: integer("maxAgeSeconds"),
};

const VERSIONING: Fields = { Status: text("status") };
const LOGGING: Fields = { TargetBucket: text("targetBucket"), TargetPrefix: text("targetPrefix") };

function tagsIn(parameters: Parameters | undefined): Record<string, string> {
  const tags = parameters?.records("Tag") ?? [];
  return Object.fromEntries(tags.map((tag) => [tag.required("Key"), tag.text("Value") ?? ""]));
}

const tagList = (tags: Readonly<Record<string, string>>): Value =>
  Object.entries(tags).map(([Key, value]) => ({ Key, Value: value }));

const PARTS: readonly Part[] = [
  {
    name: "versioning",
    call: "Versioning",
    attribute: "versioning",
    read: (document) => taken(document, VERSIONING),
    write: (attributes) => ({
      VersioningConfiguration: shown(attributes, { it: record("versioning", VERSIONING) }).it ?? "",
    }),
    stays: true,
  },
  {
    name: "lifecycle",
    call: "Lifecycle",
    attribute: "lifecycleRules",
    read: (document) =>
      (document.records("Rule") ?? []).map((rule) => ({
        ...taken(rule, RULE),
        enabled: rule.text("Status") === "Enabled",
        ...(rule.has("Tag") && { tags: tagsIn(rule) }),
      })),
    write: (attributes) => ({
      LifecycleConfiguration: {
        Rule: records(attributes, "lifecycleRules").map((rule) => ({
          ...shown(rule, RULE),
          Status: rule.enabled === true ? "Enabled" : "Disabled",
          Tag: tagList(tagsOf({ attributes: rule })),
        })),
      },
    }),
    missing: "NoSuchLifecycle",
  },
  {
    name: "encryption",
    call: "Encryption",
    attribute: "serverSideEncryptionRule",
    read: (document) => {
      const rule = document.record("ApplyServerSideEncryptionByDefault");
      return rule ? taken(rule, ENCRYPTION) : {};
    },
    write: (attributes) => ({
      ServerSideEncryptionRule: shown(attributes, {
        ApplyServerSideEncryptionByDefault: record("serverSideEncryptionRule", ENCRYPTION),
      }),
    }),
    missing: "NoSuchServerSideEncryptionRule",
  },
  {
    name: "tagging",
    call: "Tags",
    attribute: "tags",
    read: (document) => tagsIn(document.record("TagSet")),
    write: (attributes) => ({ Tagging: { TagSet: { Tag: tagList(tagsOf({ attributes })) } } }),
  },
  {
    name: "cors",
    call: "Cors",
    attribute: "corsRules",
    read: (document) => (document.records("CORSRule") ?? []).map((rule) => taken(rule, CORS)),
    write: (attributes) => ({
      CORSConfiguration: shown(attributes, { CORSRule: listOf("corsRules", CORS) }),
    }),
    missing: "NoSuchCORSConfiguration",
  },
  {
    name: "logging",
    call: "Logging",
    attribute: "logging",
    read: (document) => {
      const target = document.record("LoggingEnabled");
      return target ? taken(target, LOGGING) : null;
    },
    write: (attributes) => ({
      BucketLoggingStatus: shown(attributes, { LoggingEnabled: record("logging", LOGGING) }),
    }),
  },
];

function routesOf({ name, call: words, attribute, read, write, missing, stays }: Part): Route[] {
  const path = `/{bucket}/${name}`;
  const removal: Route = {
    method: "DELETE",
    path,
    name: `DeleteBucket${words}`,
    action: async (call) => {
      const { id } = await bucketOf(call);
      await call.modify(BUCKET, id, { [attribute]: null });
      return GONE;
    },
  };
  return [
    {
      method: "PUT",
      path,
      name: `PutBucket${words}`,
      action: async (call) => {
        const { id } = await bucketOf(call);
        await call.modify(BUCKET, id, { [attribute]: read(documentOf(call)) });
        return DONE;
      },
    },
    {
      method: "GET",
      path,
      name: `GetBucket${words}`,
      action: async (call) => {
        const { id, attributes } = await bucketOf(call);
        if (missing !== undefined && attributes[attribute] === undefined) {
          throw new ApiError(404, missing, `The bucket has nothing of the kind. (${id})`);
        }
        return write(attributes);
      },
    },
    ...(stays ? [] : [removal]),
  ];
}

export const ATTRIBUTE_ROUTES: readonly Route[] = PARTS.flatMap(routesOf);

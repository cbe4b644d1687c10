import { type CloudObject, isRecord, text as textOf, type Value } from "../../../cloud/object.ts";
import { Answer, type Call, type Route } from "../../action.ts";
import { shown, taken, text } from "../../fields.ts";
import { Parameters } from "../../parameters.ts";
import { readXml } from "../../xml.ts";

export const BUCKET = "alicloud:ossBucket";
export const ACL = "alicloud:ossAcl";
const BLOCK = "alicloud:ossPublicAccessBlock";

/** Buckets of a list when nobody says how many, and the most (API reference of ListBuckets). */
const USUAL = 100;

/** Nothing to say but that it is done. */
export const DONE = new Answer("");
export const GONE = new Answer("", { status: 204 });

export const bucketOf = (call: Call): Promise<CloudObject> =>
  call.need(BUCKET, call.parameters.required("bucket"));

/** The document that a request brings. @throws ApiError */
export function documentOf({ parameters }: Call): Parameters {
  const document = parameters.text("document") ?? "";
  return new Parameters(document === "" ? {} : readXml(document));
}

export async function grantOf(call: Call, bucket: string): Promise<string> {
  return textOf((await call.find(ACL, bucket))?.attributes ?? {}, "acl") || "private";
}

function described({ id, attributes }: CloudObject): Record<string, Value> {
  const location = textOf(attributes, "location");
  return {
    Name: id,
    ExtranetEndpoint: `${location}.aliyuncs.com`,
    IntranetEndpoint: `${location}-internal.aliyuncs.com`,
    StorageClass: "Standard",
    ...shown(attributes, {
      Location: text("location"),
      CreationDate: text("creationDate"),
      StorageClass: text("storageClass"),
      ResourceGroupId: text("resourceGroupId"),
    }),
  };
}

const owner = ({ account }: Call): Value => ({ ID: account.id, DisplayName: account.id });

export const BUCKET_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/",
    name: "ListBuckets",
    action: async (call) => {
      const { parameters } = call;
      const prefix = parameters.text("prefix") ?? "";
      const marker = parameters.text("marker") ?? "";
      const most = parameters.integer("max-keys") ?? USUAL;
      const found = (await call.all(BUCKET))
        .filter(({ id }) => id.startsWith(prefix) && id > marker)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const page = found.slice(0, most);
      const isTruncated = found.length > page.length;
      return {
        ListAllMyBucketsResult: {
          Owner: owner(call),
          Prefix: prefix,
          Marker: marker,
          MaxKeys: most,
          IsTruncated: isTruncated,
          ...(isTruncated && { NextMarker: page.at(-1)?.id ?? "" }),
          Buckets: { Bucket: page.map(described) },
        },
      };
    },
  },
  {
    method: "PUT",
    path: "/{bucket}",
    name: "PutBucket",
    action: async (call) => {
      const { parameters } = call;
      const bucket = parameters.required("bucket");
      const acl = parameters.text("x-oss-acl");
      const group = parameters.text("x-oss-resource-group-id");
      await call.create(BUCKET, {
        storageClass: "Standard",
        redundancyType: "LRS",
        ...taken(documentOf(call), {
          StorageClass: text("storageClass"),
          DataRedundancyType: text("redundancyType"),
        }),
        ...(group && { resourceGroupId: group }),
        bucket,
      });
      if (acl) await call.create(ACL, { bucket, acl });
      return new Answer("", { headers: { location: `/${bucket}` } });
    },
  },
  {
    method: "DELETE",
    path: "/{bucket}",
    name: "DeleteBucket",
    action: async (call) => {
      await call.remove(BUCKET, call.parameters.required("bucket"));
      return GONE;
    },
  },
  {
    method: "GET",
    path: "/{bucket}/location",
    name: "GetBucketLocation",
    action: async (call) => ({
      LocationConstraint: textOf((await bucketOf(call)).attributes, "location"),
    }),
  },
  {
    method: "GET",
    path: "/{bucket}/bucketInfo",
    name: "GetBucketInfo",
    action: async (call) => {
      const bucket = await bucketOf(call);
      const { versioning, serverSideEncryptionRule: rule } = bucket.attributes;
      const block = await call.find(BLOCK, bucket.id);
      return {
        BucketInfo: {
          Bucket: {
            ...described(bucket),
            ...shown(bucket.attributes, { DataRedundancyType: text("redundancyType") }),
            Owner: owner(call),
            AccessControlList: { Grant: await grantOf(call, bucket.id) },
            BlockPublicAccess: block?.attributes.blockPublicAccess === true,
            ...(isRecord(versioning) && { Versioning: textOf(versioning, "status") }),
            ServerSideEncryptionRule: {
              SSEAlgorithm: isRecord(rule) ? textOf(rule, "sseAlgorithm") : "None",
            },
          },
        },
      };
    },
  },
  {
    method: "GET",
    path: "/{bucket}/stat",
    name: "GetBucketStat",
    action: async (call) => {
      const { attributes } = await bucketOf(call);
      return {
        BucketStat: { Storage: 0, ObjectCount: attributes.objectCount ?? 0, MultipartUploadCount: 0 },
      };
    },
  },
  {
    method: "GET",
    path: "/{bucket}/acl",
    name: "GetBucketAcl",
    action: async (call) => {
      const { id } = await bucketOf(call);
      return {
        AccessControlPolicy: { Owner: owner(call), AccessControlList: { Grant: await grantOf(call, id) } },
      };
    },
  },
];

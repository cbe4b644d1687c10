import { type Attributes, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Call, Route } from "../../action.ts";
import { Answer } from "../../action.ts";
import { flag, list, shown, taken } from "../../fields.ts";
import { ApiError } from "../../problem.ts";
import { ACL, bucketOf, DONE, documentOf, GONE } from "./bucket.ts";

const POLICY = "alicloud:ossPolicy";

/** A part of a bucket that the cloud keeps as an object of its own, with the bucket's name. */
interface Setting {
  readonly name: string;
  readonly call: string;
  readonly type: string;
  readonly read: (call: Call) => Record<string, Value>;
  readonly show: (attributes: Attributes) => Record<string, Value> | Answer;
  /** The refusal when there is none; without one a bucket shows what it is like without. */
  readonly missing?: string;
  /** It can't be taken away, only set otherwise. */
  readonly stays?: true;
}

const SETTINGS: readonly Setting[] = [
  {
    name: "policy",
    call: "Policy",
    type: POLICY,
    read: ({ parameters }) => ({ policy: parameters.required("document") }),
    show: (attributes) =>
      new Answer(textOf(attributes, "policy"), { headers: { "content-type": "application/json" } }),
    missing: "NoSuchBucketPolicy",
  },
  {
    name: "publicAccessBlock",
    call: "PublicAccessBlock",
    type: "alicloud:ossPublicAccessBlock",
    read: (call) => taken(documentOf(call), { BlockPublicAccess: flag("blockPublicAccess") }),
    show: (attributes) => ({
      PublicAccessBlockConfiguration: { BlockPublicAccess: attributes.blockPublicAccess === true },
    }),
  },
  {
    name: "httpsConfig",
    call: "HttpsConfig",
    type: "alicloud:ossHttpsConfig",
    read: (call) => {
      const tls = documentOf(call).record("TLS");
      return tls ? taken(tls, { Enable: flag("enable"), TLSVersion: list("tlsVersions") }) : {};
    },
    show: (attributes) => ({
      HttpsConfiguration: {
        TLS: {
          Enable: attributes.enable === true,
          ...shown(attributes, { TLSVersion: list("tlsVersions") }),
        },
      },
    }),
    stays: true,
  },
  {
    name: "bucketArchiveDirectRead",
    call: "ArchiveDirectRead",
    type: "alicloud:ossArchiveDirectRead",
    read: (call) => taken(documentOf(call), { Enabled: flag("enabled") }),
    show: (attributes) => ({ ArchiveDirectReadConfiguration: { Enabled: attributes.enabled === true } }),
    stays: true,
  },
];

/** Sets what a bucket has one of, whether it had one before or not. */
async function put(call: Call, type: string, changes: Record<string, Value>): Promise<void> {
  const { id } = await bucketOf(call);
  if (await call.find(type, id)) await call.modify(type, id, changes);
  else await call.create(type, { ...changes, bucket: id });
}

function routesOf({ name, call: words, type, read, show, missing, stays }: Setting): Route[] {
  const path = `/{bucket}/${name}`;
  const removal: Route = {
    method: "DELETE",
    path,
    name: `DeleteBucket${words}`,
    action: async (call) => {
      const { id } = await bucketOf(call);
      if (await call.find(type, id)) await call.remove(type, id);
      return GONE;
    },
  };
  return [
    {
      method: "PUT",
      path,
      name: `PutBucket${words}`,
      action: async (call) => {
        await put(call, type, read(call));
        return DONE;
      },
    },
    {
      method: "GET",
      path,
      name: `GetBucket${words}`,
      action: async (call) => {
        const { id } = await bucketOf(call);
        const setting = await call.find(type, id);
        if (setting === undefined && missing !== undefined) {
          throw new ApiError(404, missing, `The bucket has nothing of the kind. (${id})`);
        }
        return show(setting?.attributes ?? {});
      },
    },
    ...(stays ? [] : [removal]),
  ];
}

export const SETTING_ROUTES: readonly Route[] = [
  ...SETTINGS.flatMap(routesOf),
  {
    method: "PUT",
    path: "/{bucket}/acl",
    name: "PutBucketAcl",
    action: async (call) => {
      await put(call, ACL, { acl: call.parameters.required("x-oss-acl") });
      return DONE;
    },
  },
];

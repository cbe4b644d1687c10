import { Answer } from "../action.ts";
import type { ApiRequest } from "../request.ts";
import { ossClaim } from "../signature/oss.ts";
import { writeXml } from "../xml.ts";
import type { HttpAnswer, Style } from "./style.ts";

/** Parts of a bucket that requests name in their query, as in `?lifecycle`. */
const PARTS = [
  ...["acl", "bucketArchiveDirectRead", "bucketInfo", "cors", "encryption", "httpsConfig", "lifecycle"],
  ...["location", "logging", "policy", "publicAccessBlock", "stat", "tagging", "versioning"],
];

/** What a request is about: nothing (all buckets), a bucket, or what is under a key. */
interface Target {
  readonly bucket: string;
  readonly key: string;
  /** The region that the host is of; undefined for a server that is reached directly. */
  readonly region?: string;
}

/** A bucket is the host's first label at the service's own hosts, and the path's first part at others. */
function targetOf({ host, path }: ApiRequest): Target {
  const decoded = decodeURIComponent(path).replace(/^\//, "");
  const own = /^(?:(.*)\.)?oss-([a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com$/.exec(host);
  if (own) return { bucket: own[1] ?? "", key: decoded, region: own[2] ?? "" };
  const local = /^(.+)\.localhost$/.exec(host);
  if (local) return { bucket: local[1] ?? "", key: decoded };
  const [bucket = "", ...rest] = decoded.split("/");
  return { bucket, key: rest.join("/") };
}

/** Buckets and their parts as paths: `/`, `/pictures`, `/pictures/lifecycle`, `/pictures/objects/key`. */
export function ossPath(request: ApiRequest): string {
  const { bucket, key } = targetOf(request);
  if (bucket === "") return "/";
  const part = request.query.find(([name]) => PARTS.includes(name))?.[0];
  const inside = key === "" ? [] : ["objects", encodeURIComponent(key)];
  return ["", bucket, ...inside, ...(part === undefined ? [] : [part])].join("/");
}

/** What a request says beside its query: where, in which document, in which headers. */
export function ossArguments(request: ApiRequest): Readonly<Record<string, string>> {
  const { region } = targetOf(request);
  return {
    ...Object.fromEntries(Object.entries(request.headers).filter(([name]) => name.startsWith("x-oss-"))),
    ...(region !== undefined && { RegionId: region }),
    document: Buffer.from(request.body).toString("utf8"),
  };
}

/** The object storage: resources by host and path, documents in XML, errors too. */
export const OSS_STYLE: Style = {
  recognises: ({ headers }) => /^(OSS |OSS4-)/.test(headers.authorization ?? ""),
  claim: (request) => {
    const { bucket, key } = targetOf(request);
    return ossClaim(request, bucket === "" ? "/" : `/${bucket}/${key}`);
  },
  answer: (result, requestId): HttpAnswer => {
    const { status, headers, content } =
      result instanceof Answer ? result : new Answer(writeXml(result), XML);
    return { status, content, headers: { ...headers, "x-oss-request-id": requestId } };
  },
  refusal: ({ status, code, message }, requestId, host): HttpAnswer => ({
    status,
    headers: { ...XML.headers, "x-oss-request-id": requestId },
    content: writeXml({ Error: { Code: code, Message: message, RequestId: requestId, HostId: host } }),
  }),
};

const XML = { headers: { "content-type": "application/xml" } } as const;

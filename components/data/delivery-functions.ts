/** One setting of a CDN domain, as the API names it. */
export interface DeliveryFunction {
  /** Logical name. */
  readonly name: string;
  readonly functionName: string;
  readonly args: Readonly<Record<string, string>>;
}

/** A year in seconds: what browsers' preload lists ask for. */
const HSTS_SECONDS = "31536000";
/** Seconds that edges keep a picture. It never changes under its name: a new picture gets a new one. */
const PICTURE_SECONDS = "2592000";

/**
 * How pictures are delivered, but for the key of signed links.
 * Names and arguments: https://alibabacloud.com/help/en/cdn/developer-reference/parameters-for-configuring-features-for-domain-names
 */
export function deliveryFunctions(origin: string): readonly DeliveryFunction[] {
  return [
    // The bucket is private: edges sign what they fetch.
    { name: "private-origin", functionName: "l2_oss_key", args: { private_oss_auth: "on" } },
    // OSS tells buckets apart by the name that it is asked under.
    { name: "origin-host", functionName: "set_req_host_header", args: { domain_name: origin } },
    { name: "origin-https", functionName: "forward_scheme", args: { enable: "on", scheme_origin: "https" } },
    { name: "https-only", functionName: "https_force", args: { enable: "on", https_rewrite: "301" } },
    { name: "http2", functionName: "https_option", args: { http2: "on" } },
    {
      name: "tls",
      functionName: "https_tls_version",
      args: { tls10: "off", tls11: "off", tls12: "on", tls13: "on" },
    },
    {
      name: "hsts",
      functionName: "HSTS",
      args: { enabled: "on", https_hsts_max_age: HSTS_SECONDS, https_hsts_include_subdomains: "off" },
    },
    {
      name: "cache",
      functionName: "filetype_based_ttl_set",
      args: { ttl: PICTURE_SECONDS, file_type: "avif,gif,heic,jpeg,jpg,png,webp", weight: "99" },
    },
    // A signature differs at each link and names no other picture: it must not make another copy.
    { name: "cache-key", functionName: "set_hashkey_args", args: { disable: "on", keep_oss_args: "on" } },
  ];
}

/** The function that checks signed links. */
export const LINK_SIGNING = "aliauth";

/** Signed links of type A: `/path?auth_key=<when>-<random>-<uid>-<md5>`. */
export function linkSigning(key: string, minutes: number): DeliveryFunction {
  return {
    name: "signed-links",
    functionName: LINK_SIGNING,
    args: { auth_type: "type_a", auth_key1: key, ali_auth_delta: String(minutes * 60) },
  };
}

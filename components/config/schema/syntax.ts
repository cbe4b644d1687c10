/**
 * Syntax of single values, as anchored patterns: they go into the JSON Schema, so they keep to what every
 * regular expression engine knows. What a pattern can't say (ranges, relations) the rules say.
 */

const OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

/** IPv4 address, dotted decimal. */
export const IPV4 = new RegExp(`^(${OCTET}\\.){3}${OCTET}$`);

/** IPv4 block in CIDR notation. */
export const CIDR = new RegExp(`^(${OCTET}\\.){3}${OCTET}/(3[0-2]|[12]?[0-9])$`);

const LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

/** Fully qualified host name in lower case (RFC 1123), at least two labels, the last not all digits. */
export const DOMAIN = new RegExp(`^(${LABEL}\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$`);

/** Host name or IPv4 address, with an optional port. */
export const SERVER = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(:[0-9]{1,5})?$/;

/** A name in vCenter's inventory: no slash (a path's separator), no leading or trailing blank. */
export const INVENTORY_NAME = /^[^\s/\\%\p{Cc}]([^/\\%\p{Cc}]{0,78}[^\s/\\%\p{Cc}])?$/u;

/** Names of vCenter's inventory joined by slashes. */
export const INVENTORY_PATH = /^[^\s/\\%\p{Cc}][^/\\%\p{Cc}]{0,79}(\/[^/\\%\p{Cc}]{1,80})+$/u;

/** ECS instance family as the API names it, without a size. */
export const INSTANCE_FAMILY = /^ecs\.[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Image id: one of Alibaba Cloud's public images or a custom one (`m-...`). */
export const IMAGE_ID =
  /^(m-[a-z0-9]{8,32}|debian_12(_[0-9]+)?(_[a-z]+)?_x64_[0-9]+G_alibase_[0-9]{8}\.vhd)$/;

/** Region id: `cn-hangzhou`, `ap-southeast-1`. */
export const REGION = /^[a-z]{2}-[a-z]+(-[a-z0-9]+)*$/;

/** Zone id: `cn-hangzhou-k`, `ap-southeast-1a`. */
export const ZONE = /^[a-z]{2}-[a-z]+(-[a-z0-9]+)*$/;

/** E-mail address: dot-atom local part and a domain (the common subset of RFC 5321). */
export const EMAIL =
  /^[A-Za-z0-9!#$&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

/** Tag value: what Alibaba Cloud and vCenter both accept, without the prefixes that Alibaba Cloud reserves. */
export const TAG_VALUE = /^[A-Za-z0-9][A-Za-z0-9_.@-]{0,62}$/;

/** What users see: any printable text, up to 30 characters (WeChat's limit for a mini-program's name). */
export const DISPLAY_NAME = /^[^\s\p{Cc}]([^\p{Cc}]{0,28}[^\s\p{Cc}])?$/u;

/** Name of a person or team. */
export const PERSON = /^[^\s\p{Cc}]([^\p{Cc}]{0,62}[^\s\p{Cc}])?$/u;

/** User of vCenter: `name`, `name@domain` or `DOMAIN\name`. */
export const VCENTER_USER = /^[A-Za-z0-9._-]+([@\\][A-Za-z0-9.-]+)?$/;

/** Path of requests: segments of unreserved characters, so that no encoding makes two of one. */
export const REQUEST_PATH = /^(\/[A-Za-z0-9._~-]+)+$/;

/** Domain by which a certificate authority is named in CAA records (RFC 8659). */
export const CA_DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** Instance of WAF 3.0. */
export const WAF_INSTANCE = /^waf_v3[a-z]+_public_(cn|intl)-[a-z0-9]{8,32}$/;

/** Instance of Anti-DDoS Proxy, in the Chinese mainland or outside of it. */
export const ANTI_DDOS_INSTANCE = /^ddos(coo|Dip|dip)-[a-z0-9-]{8,40}$/;

/** Id of an Alibaba Cloud account. */
export const ACCOUNT_ID = /^[0-9]{16}$/;

/** Port of Logstash's beats input, as its makers have it. */
export const BEATS_PORT = 5044;
export const LOGSTASH_TLS = {
  certificate: "/etc/logstash/tls/certificate.pem",
  /** PKCS #8: the beats input reads no other form. */
  privateKey: "/etc/logstash/tls/private-key.pem",
  authority: "/etc/logstash/tls/authority.pem",
} as const;
/** The variable with an API key of Elasticsearch, `id:key`. */
export const API_KEY_VARIABLE = "LOG_WRITER_KEY";
export const PIPELINE_FILE = "/etc/logstash/conf.d/hougu-lines.conf";

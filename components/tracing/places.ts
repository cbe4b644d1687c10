/** Namespace of a cluster's collectors. */
export const TRACING_NAMESPACE = "tracing";
/** Service to which pods send their spans. */
export const RELAY_SERVICE = "trace-relay";

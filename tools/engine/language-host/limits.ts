/** The largest gRPC message, in bytes: what the engine and Pulumi's SDKs allow (400 MiB); gRPC's own is 4 MiB. */
export const LARGEST_MESSAGE = 400 * 1024 * 1024;

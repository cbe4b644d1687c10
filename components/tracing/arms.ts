import type { Settings } from "./collector-configuration.ts";

/** The variable in which a collector finds the token; its value is in no configuration file. */
export const TOKEN_VARIABLE = "HOUGU_TRACE_TOKEN";

/**
 * Alibaba Cloud Managed Service for OpenTelemetry: OTLP over gRPC at port 8090 of the region's host name, in the clear, with
 * the token in the header `Authentication` (help.aliyun.com, "OpenTelemetry 接入说明", exporters.otlp). Its internal names
 * (help.aliyun.com/document_detail/413963.html) are reached from a VPC of the region, and by the line from elsewhere.
 */
export interface TraceStore {
  /** `host:port`. */
  readonly endpoint: string;
  /** Without TLS: only where the token stays inside the network; see {@link isInternal}. */
  readonly plaintext: boolean;
}

/** Whether a host name is one of Alibaba Cloud's internal ones, or an address that no route of the internet leads to. */
export function isInternal(endpoint: string): boolean {
  const host = endpoint.replace(/:[0-9]+$/, "");
  return (
    /-internal(\.arms)?\.aliyuncs\.com$/.test(host) ||
    /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2[0-9]|3[01])\.|100\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\.)/.test(
      host,
    ) ||
    host === "localhost"
  );
}

/** Batches on disk: at some 300 KiB each, 1.5 GB hold an hour in which the service is away. */
const MOST_WAITING = 5000;

/** Sends what was kept. What waits is on disk, and batches are made behind the queue: a kill loses none. */
export function armsExporter({ endpoint, plaintext }: TraceStore): Settings {
  return {
    endpoint,
    tls: { insecure: plaintext },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the collector's own syntax
    headers: { Authentication: "${env:HOUGU_TRACE_TOKEN}" },
    compression: "gzip",
    timeout: "10s",
    retry_on_failure: { initial_interval: "1s", max_interval: "30s", max_elapsed_time: "0s" },
    sending_queue: {
      storage: "file_storage",
      queue_size: MOST_WAITING,
      batch: { flush_timeout: "1s", min_size: 512, max_size: 2048, sizer: "items" },
    },
  };
}

/** What Prometheus' disk is asked to hold. */
export interface MetricsVolume {
  /** Hosts that are scraped. */
  readonly hosts: number;
  readonly storageGiB: number;
  /** Seconds between two scrapes. */
  readonly scrapeSeconds: number;
}

/**
 * Series of a host: node exporter's own some 800 with two disks and as many interfaces, its
 * services' exporters, and its share of spans and pods.
 */
export const SERIES_PER_HOST = 2000;

/** Prometheus' own figure is one to two bytes (prometheus.io/docs/prometheus/latest/storage, "Operational aspects"). */
const BYTES_PER_SAMPLE = 2;

/** Of the disk: the rest is for the write-ahead log, compaction's copies, and the file system's own reserve. */
export const USABLE_PERCENT = 80;

const DAY_SECONDS = 86_400;
const GIB = 2 ** 30;

/** Days of samples that a disk holds. */
export function mostDays({ hosts, storageGiB, scrapeSeconds }: MetricsVolume): number {
  const bytesPerDay = (hosts * SERIES_PER_HOST * BYTES_PER_SAMPLE * DAY_SECONDS) / scrapeSeconds;
  return (storageGiB * GIB * USABLE_PERCENT) / 100 / bytesPerDay;
}

/** What Prometheus may keep, as its flag `--storage.tsdb.retention.size` has it: whole MiB, e.g. `40960MB`. */
export function retentionSize(storageGiB: number): string {
  return `${Math.floor((storageGiB * 1024 * USABLE_PERCENT) / 100)}MB`;
}

/** What Prometheus' disk is asked to hold. */
export interface MetricsVolume {
  /** Hosts that are scraped. */
  readonly hosts: number;
  /** System disk. */
  readonly diskGiB: number;
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

/** Debian's own share of a system disk. */
const SYSTEM_GIB = 20;

/** Of what is left: the rest is for the write-ahead log, compaction's copies, and the file system's own reserve. */
const USABLE_PERCENT = 80;

const DAY_SECONDS = 86_400;
const GIB = 2 ** 30;

/** Days of samples that a disk holds. */
export function mostDays({ hosts, diskGiB, scrapeSeconds }: MetricsVolume): number {
  const bytesPerDay = (hosts * SERIES_PER_HOST * BYTES_PER_SAMPLE * DAY_SECONDS) / scrapeSeconds;
  return usableBytes(diskGiB) / bytesPerDay;
}

/** What Prometheus may keep, as its flag `--storage.tsdb.retention.size` has it: whole MiB, e.g. `40960MB`. */
export function retentionSize(diskGiB: number): string {
  return `${Math.floor(usableBytes(diskGiB) / 2 ** 20)}MB`;
}

/** GiB of system disk on which some days of samples fit, in steps of ten. */
export function diskFor(days: number, volume: MetricsVolume): number {
  const perGiB = mostDays(volume) / (volume.diskGiB - SYSTEM_GIB);
  return Math.ceil((SYSTEM_GIB + days / perGiB) / 10) * 10;
}

function usableBytes(diskGiB: number): number {
  return ((diskGiB - SYSTEM_GIB) * GIB * USABLE_PERCENT) / 100;
}

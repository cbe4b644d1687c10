/** Where alerts begin, each once: dashboards draw the same lines. */

/** Share of a file system that is free: below the first with a falling trend it is watched, below the second it is full. */
export const DISK_FREE = { watched: 0.25, least: 0.05 } as const;
/** Seconds ahead for which a disk's trend is drawn: time enough to do something about it in the morning. */
export const DISK_FORECAST_SECONDS = 24 * 3600;
/** Share of a machine's memory that is available: below it the kernel begins to end processes. */
export const MEMORY_AVAILABLE_LEAST = 0.05;
/** Seconds that a clock may be wrong before sessions and certificates notice. */
export const CLOCK_OFF_MOST_SECONDS = 0.5;
/** Share of a database's connections. */
export const CONNECTIONS_MOST = 0.8;
/** Hours: a backup is due each night, and the next one takes its time. */
export const BACKUP_OLDEST_HOURS = 26;
/** Messages that wait in a queue and become more. */
export const BACKLOG = 1000;
/** Days before a certificate ends. */
export const CERTIFICATE_DAYS = { ticket: 14, page: 3 } as const;
/** Share of a trace collector's queue. */
export const TRACE_QUEUE_MOST = 0.5;
/** A day's cost of a service as a multiple of its mean of the seven days before. */
export const COST_ANOMALY = 1.5;

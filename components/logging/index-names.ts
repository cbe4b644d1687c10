import type { Tier } from "../config/environment.ts";
import type { Dataset } from "./lines/datasets.ts";

/** Every data stream of lines that machines send. */
export const STREAM_PATTERN = "hougu-logs-*";
/** Indexes of lines that `hougu logs import` has brought. */
export const IMPORTED_PATTERN = "hougu-imported-*";

/** The data stream of a dataset's lines. */
export function streamOf(dataset: Dataset, environment: Tier): string {
  return `hougu-logs-${dataset}-${environment}`;
}

/**
 * The index of a month's imported lines. Its date is the beginning of its life: Elasticsearch deletes it as many days after
 * the month as lines of that month's live stream (index.lifecycle.parse_origination_date wants exactly this form).
 */
export function importedIndexOf(dataset: Dataset, environment: Tier, time: Date): string {
  const month = time.toISOString().slice(0, 7).replace("-", ".");
  return `hougu-imported-${dataset}-${environment}-${month}.01-000001`;
}

/** What searches read: live and imported lines, of one dataset or of all. */
export function readable(environment: Tier, dataset: Dataset | "*" = "*"): string {
  return `hougu-logs-${dataset}-${environment},hougu-imported-${dataset}-${environment}-*`;
}

import * as units from "@grafana/grafana-foundation-sdk/units";
import type { Unit } from "./dashboard.ts";

/** Our units by Grafana's names. */
export const GRAFANA_UNITS: Readonly<Record<Unit, string>> = {
  share: units.PercentUnit,
  seconds: units.Seconds,
  duration: units.DurationSeconds,
  days: units.Days,
  bytes: units.BytesIEC,
  "bytes/s": units.BytesPerSecondIEC,
  "requests/s": units.RequestsPerSecond,
  "messages/s": units.MessagesPerSecond,
  "operations/s": units.OpsPerSecond,
  // Grafana has the yen by name, whose sign is the same; this is its way of writing a sign of one's own.
  yuan: "currency:¥",
  count: units.Short,
};

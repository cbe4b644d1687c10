import type { Recipe } from "../../account.ts";

/** A figure that somebody reports. */
export const METRIC_RECIPES: Readonly<Record<string, Recipe>> = {
  "alicloud:metricPoint": () => ({
    metricName: "sessions",
    groupId: "1",
    kind: "0",
    time: Date.UTC(2026, 10, 24, 9, 30),
    dimensions: { host: "edge-1" },
    values: { value: 12 },
  }),
};

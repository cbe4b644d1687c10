import type { Promised } from "../../components/observability/rules/objectives.ts";

/** As prod promises. */
export const PROMISED: readonly Promised[] = [
  { miniProgram: "artist", displayName: "后古艺术家", availabilityPercent: 99.9, latencyP99Ms: 500 },
  { miniProgram: "food", displayName: "美食之家", availabilityPercent: 99.95, latencyP99Ms: 300 },
];

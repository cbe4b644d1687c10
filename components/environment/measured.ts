import type { Environment } from "../config/environment.ts";

/** Whether Prometheus measures an environment, so that exporters have somebody to answer. */
export function isMeasured({ observability }: Pick<Environment, "observability">): boolean {
  return observability?.metrics !== undefined;
}

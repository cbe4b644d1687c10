import { describe } from "vitest";
import { cachedElasticsearch, cachedFilebeat } from "../../tools/log-judges/cache.ts";
import { describeJudged, type Needs } from "../guest/judges.ts";

export const FILEBEAT = cachedFilebeat(process.env);
export const ELASTICSEARCH = cachedElasticsearch(process.env);

/**
 * A suite whose judges `npm run build:log-judges` makes: skipped with the reason until it has, in CI too, since no
 * distribution has them.
 */
export function describeBuilt(
  name: string,
  judges: readonly (string | undefined)[],
  needs: Needs,
  suite: () => void,
): void {
  if (judges.every((judge) => judge !== undefined)) describeJudged(name, needs, suite);
  else describe.skip(`${name} (skipped: npm run build:log-judges makes its judges)`, suite);
}

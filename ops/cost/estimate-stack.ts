import path from "node:path";
import { Catalogue } from "../../cost/catalogue/catalogue.ts";
import { type Estimate, estimate } from "../../cost/estimate/estimate.ts";
import { billable } from "../../cost/estimate/from-state.ts";
import { loadUsage, usageFileOf } from "../../cost/usage/load.ts";
import { UsageError } from "../../cost/usage/usage.ts";
import { Failure } from "../cli/failure.ts";
import { type ExportedStack, readable } from "../stack/deployment.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { readRefreshed } from "./refreshed-prices.ts";

export interface StackEstimate {
  readonly estimate: Estimate;
  readonly catalogue: Catalogue;
  readonly usageFile: string;
}

/**
 * What the resources of a state cost, with the usage of its environment or of another file.
 * @throws Failure `usage` when the usage file is wrong
 */
export function estimateStack(
  { target, environment }: OpenStack,
  { deployment }: ExportedStack,
  chosen: string | undefined,
): StackEstimate {
  const usageFile = chosen === undefined ? usageFileOf(environment.tier) : path.resolve(chosen);
  const catalogue = new Catalogue(readRefreshed(target.home));
  // Secrets have no price, and nothing that goes into a report may hold one.
  const resources = (deployment.resources ?? []).map((resource) => ({
    ...resource,
    inputs: readable(resource.inputs ?? {}) as Record<string, unknown>,
    outputs: readable(resource.outputs ?? {}) as Record<string, unknown>,
  }));
  return {
    usageFile,
    catalogue,
    estimate: estimate({
      resources: billable(resources),
      catalogue,
      usage: usageIn(usageFile),
      region: environment.region,
      environment: environment.tier,
    }),
  };
}

function usageIn(file: string) {
  try {
    return loadUsage(file);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new Failure(
      "usage",
      { en: `the usage file ${file} is wrong`, zh: `用量文件 ${file} 有误` },
      {
        hint: {
          en: `mend it after the example of ${usageFileOf("prod")}`,
          zh: `请参照 ${usageFileOf("prod")} 修改`,
        },
        problems: error.problems.map(({ path: at, message }) => {
          const line = at === "" ? message : `${at}: ${message}`;
          return { en: line, zh: line };
        }),
      },
    );
  }
}

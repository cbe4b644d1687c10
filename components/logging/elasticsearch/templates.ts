import { IMPORTED_PATTERN, STREAM_PATTERN } from "../index-names.ts";
import { LIFECYCLES } from "./lifecycle.ts";
import { LINE_MAPPINGS, type Mapping } from "./mappings.ts";

export interface TemplateArgs {
  /** Copies of every shard beside the first: 1 from two nodes on, or an index would never be whole. */
  readonly replicas: 0 | 1;
}

/** What every index with lines shares; a component template. */
export const LINES_COMPONENT = "hougu-lines";
/** Above those that Elasticsearch brings (100 and 200). */
const PRIORITY = 500;

/** Component template with the mappings and settings of all lines. */
export function linesComponent({ replicas }: TemplateArgs): Mapping {
  return {
    template: {
      settings: {
        index: {
          number_of_shards: 1,
          number_of_replicas: replicas,
          // Lines are written once and read seldom: a third less disk for some processor.
          codec: "best_compression",
          // Nobody looks for what is seconds old; the default of 1 s makes thirty times the segments.
          refresh_interval: "30s",
          mapping: { total_fields: { limit: 200 } },
          query: { default_field: ["message", "error.message"] },
        },
      },
      mappings: LINE_MAPPINGS,
    },
    _meta: { description: "Lines of logs, by the Elastic Common Schema 1.12; made by Hougu" },
  };
}

/** Lines that machines send: a data stream for each dataset. */
export const streamTemplate: Mapping = {
  index_patterns: [STREAM_PATTERN],
  data_stream: {},
  priority: PRIORITY,
  composed_of: [LINES_COMPONENT],
  template: { settings: { index: { lifecycle: { name: LIFECYCLES.live } } } },
  _meta: { description: "Lines that machines send; made by Hougu" },
};

/** Lines that `hougu logs import` brings: plain indexes, a month each, since ids must be unique in all that a month has. */
export const importedTemplate: Mapping = {
  index_patterns: [IMPORTED_PATTERN],
  priority: PRIORITY,
  composed_of: [LINES_COMPONENT],
  template: {
    settings: {
      index: {
        lifecycle: { name: LIFECYCLES.imported, parse_origination_date: true },
        routing: { allocation: { include: { _tier_preference: "data_warm,data_hot" } } },
      },
    },
  },
  _meta: { description: "Lines that were imported; made by Hougu" },
};

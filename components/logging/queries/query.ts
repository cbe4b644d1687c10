import type { MiniProgramName, Tier } from "../../config/environment.ts";
import type { SearchableField } from "../fields.ts";
import { readable } from "../index-names.ts";
import type { Dataset } from "../lines/datasets.ts";

/** Where and when to look. */
export interface Scope {
  readonly environment: Tier;
  /** One mini-program's lines; those of all when absent. */
  readonly miniProgram?: MiniProgramName | "platform" | undefined;
  /** Elasticsearch's date or date math, e.g. `now-15m`, `2026-11-25T00:00:00+08:00`. */
  readonly from: string;
  readonly to?: string;
}

/** A condition on a field that indexes can search: a misspelt one doesn't compile. */
export type Clause =
  | { readonly term: Partial<Record<SearchableField, string | number | boolean>> }
  | { readonly terms: Partial<Record<SearchableField, readonly (string | number)[]>> }
  | {
      readonly range: Partial<
        Record<SearchableField, { readonly gte?: string | number; readonly lt?: string | number }>
      >;
    }
  | { readonly exists: { readonly field: SearchableField } }
  | { readonly match_phrase: Partial<Record<SearchableField, string>> };

/** What to look for, whatever the scope. */
export interface LogQuery {
  /** Whose lines; those of all datasets when absent. */
  readonly dataset?: Dataset;
  readonly all: readonly Clause[];
  readonly none?: readonly Clause[];
}

/** A request to `POST /<index>/_search`. */
export interface SearchRequest {
  readonly index: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Lines that a query finds, the newest first. */
export function searchFor(query: LogQuery, scope: Scope, size = 100): SearchRequest {
  return {
    index: readable(scope.environment, query.dataset),
    body: {
      query: conditions(query, scope),
      sort: [
        { "@timestamp": "desc" },
        { "log.offset": { order: "desc", missing: "_last", unmapped_type: "long" } },
      ],
      size,
      track_total_hits: true,
    },
  };
}

/** How many lines there are for each value of a field, values with fewer than `atLeast` left out. */
export function countBy(query: LogQuery, scope: Scope, field: SearchableField, atLeast = 1): SearchRequest {
  return {
    index: readable(scope.environment, query.dataset),
    body: {
      query: conditions(query, scope),
      size: 0,
      // As many as hosts, addresses or paths are worth looking at; the rest is counted by sum_other_doc_count.
      aggs: { values: { terms: { field, size: 100, min_doc_count: atLeast } } },
    },
  };
}

function conditions({ all, none = [] }: LogQuery, { miniProgram, from, to = "now" }: Scope): unknown {
  const filter: readonly Clause[] = [
    { range: { "@timestamp": { gte: from, lt: to } } },
    ...(miniProgram === undefined ? [] : [{ term: { "labels.mini_program": miniProgram } }]),
    ...all,
  ];
  return { bool: { filter, ...(none.length > 0 ? { must_not: none } : {}) } };
}

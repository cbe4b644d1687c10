import { parser } from "@prometheus-io/lezer-promql";

/** What is wrong with a query's grammar, by Prometheus' own parser for editors; empty when nothing is. */
export function grammarErrors(query: string): string[] {
  const errors: string[] = [];
  parser.parse(query).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) errors.push(`at ${from}: ${query.slice(Math.max(0, from - 20), to + 20)}`);
    },
  });
  return errors;
}

/** Names of the metrics that a query asks for. */
export function metricsIn(query: string): string[] {
  const names = new Set<string>();
  parser.parse(query).iterate({
    enter: ({ node, name }) => {
      if (name !== "VectorSelector") return;
      const identifier = node.getChild("Identifier");
      if (identifier === null) throw new Error(`a selector without a metric's name: ${query}`);
      names.add(query.slice(identifier.from, identifier.to));
    },
  });
  return [...names].sort();
}

/** A query as Prometheus gets it from Grafana, with everything chosen. */
export function filledIn(query: string, values: Readonly<Record<string, string>> = EVERYTHING): string {
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`$${name}`, value), query);
}

/** As Grafana fills variables of which "All" is chosen, at an interval of 15 s. */
export const EVERYTHING = { mini_program: ".*", host: ".*", __rate_interval: "1m" } as const;

import type { EntrySettings } from "./entry.ts";

/** The host names by which clients know a mini-program, the API's first: its certificate must name them all. */
export function hostNamesOf(
  program: { readonly domain: string; readonly entry: EntrySettings } | undefined,
): string[] {
  if (program === undefined) return [];
  const { domain, entry } = program;
  const webSockets = entry.kind === "balanced" ? entry.webSocketDomain : undefined;
  return webSockets === undefined ? [domain] : [domain, webSockets];
}

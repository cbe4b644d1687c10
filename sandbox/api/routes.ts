import type { Route } from "./action.ts";

/** A route that a request goes, with what the path says. */
export interface Found {
  readonly route: Route;
  readonly arguments: Readonly<Record<string, string>>;
}

/** The first route that has the method and whose path fits. */
export function routeOf(routes: readonly Route[], method: string, path: string): Found | undefined {
  const segments = path.split("/").filter(Boolean);
  for (const route of routes) {
    if (route.method !== method) continue;
    const found = argumentsOf(route.path.split("/").filter(Boolean), segments);
    if (found) return { route, arguments: found };
  }
  return undefined;
}

function argumentsOf(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const segment = segments[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(wanted)?.[1];
    if (name !== undefined) found[name] = decodeURIComponent(segment);
    else if (wanted !== segment) return undefined;
  }
  return found;
}

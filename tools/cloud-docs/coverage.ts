import type { Service } from "../../sandbox/api/action.ts";

/** An action that the API serves. */
export interface Covered {
  readonly product: string;
  readonly version: string;
  readonly style: Service["style"];
  readonly action: string;
  /** For ROA: method and path. */
  readonly route?: string;
  /** Whether the official SDK's models judge it; its package where they do. */
  readonly sdk?: string;
  /** Who has called it: test files, lives of the real provider. */
  readonly exercisedBy: readonly string[];
}

/** Callers by `<product> <action>`. */
export type Exercised = ReadonlyMap<string, ReadonlySet<string>>;

/** Every action of every service, with who exercises it. */
export function coverageOf(services: readonly Service[], exercised: Exercised): readonly Covered[] {
  return [...services]
    .sort((a, b) => compare(`${a.product} ${a.version}`, `${b.product} ${b.version}`))
    .flatMap((service) =>
      actionsOf(service)
        .sort((a, b) => compare(a.action, b.action))
        .map(({ action, route }) => ({
          product: service.product,
          version: service.version,
          style: service.style,
          action,
          ...(route !== undefined && { route }),
          ...(service.sdk !== undefined && { sdk: service.sdk }),
          exercisedBy: [...(exercised.get(`${service.product} ${action}`) ?? [])].sort(compare),
        })),
    );
}

function actionsOf(service: Service): { action: string; route?: string }[] {
  return service.style === "RPC"
    ? Object.keys(service.actions).map((action) => ({ action }))
    : service.routes.map(({ name, method, path }) => ({ action: name, route: `${method} ${path}` }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

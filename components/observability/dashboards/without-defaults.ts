/** What the SDK writes although Grafana takes it for granted. */
const GRANTED: Readonly<Record<string, unknown>> = {
  transparent: false,
  repeatDirection: "h",
  icon: "",
  tooltip: "",
  asDropdown: false,
  targetBlank: false,
  includeVars: false,
  keepTime: false,
  skipUrlSync: false,
  auto: false,
  auto_min: "10s",
  auto_count: 30,
  fiscalYearStartMonth: 0,
};

/** A page without what goes without saying: a machine's user data is small. A panel's source is its queries' as well. */
export function withoutDefaults<T>(page: T): T {
  return JSON.parse(
    JSON.stringify(page, function (this: unknown, key, value: unknown) {
      if (Object.hasOwn(GRANTED, key) && GRANTED[key] === value) return undefined;
      if (key === "datasource" && isQuery(this)) return undefined;
      return value;
    }),
  ) as T;
}

function isQuery(value: unknown): boolean {
  return typeof value === "object" && value !== null && "expr" in value;
}

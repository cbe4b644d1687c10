/** Where a mini-program is reached, as the program's output `endpoints` says. */
export interface Endpoint {
  readonly name: string;
  readonly domain: string;
  readonly addresses: readonly string[];
}

/** Reads the stack's outputs; whatever else they hold is left alone. */
export function endpointsOf(outputs: Readonly<Record<string, unknown>>): Endpoint[] {
  const { endpoints } = outputs;
  if (typeof endpoints !== "object" || endpoints === null) return [];
  return Object.entries(endpoints).map(([name, value]) => {
    const record = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
    const addresses = Array.isArray(record.addresses) ? record.addresses : [];
    return { name, domain: String(record.domain ?? ""), addresses: addresses.map(String) };
  });
}

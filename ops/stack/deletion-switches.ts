/**
 * The inputs by which Alibaba Cloud's resources refuse to be deleted, and what each says when it is off. Every service has
 * its own word for it.
 */
const OFF: Readonly<Record<string, (on: unknown) => unknown>> = {
  /** Most services; KMS says it in words. */
  deletionProtection: (on) => (typeof on === "string" ? "Disabled" : false),
  /** ALB. */
  deletionProtectionEnabled: () => false,
  /** NLB: a reason may only be given with the switch on. */
  deletionProtectionConfig: () => ({ enabled: false }),
  /** Classic balancers. */
  deleteProtection: () => "off",
  /** Redis. */
  instanceReleaseProtection: () => false,
};

const ON: ReadonlySet<unknown> = new Set([true, "Enabled", "on"]);

type Properties = Readonly<Record<string, unknown>>;

/** Whether the cloud refuses to delete what has these properties. */
export function isGuarded(properties: Properties): boolean {
  return Object.keys(OFF).some((name) => isOn(properties[name]));
}

/** The properties with every switch off, and the names of those that are no switch; undefined when there is no switch. */
export function unguarded(
  properties: Properties,
): { readonly properties: Record<string, unknown>; readonly others: string[] } | undefined {
  const switches = Object.entries(OFF).filter(([name]) => properties[name] !== undefined);
  if (switches.length === 0) return undefined;
  const off = Object.fromEntries(switches.map(([name, offOf]) => [name, offOf(properties[name])]));
  const others = Object.keys(properties).filter((name) => !Object.hasOwn(off, name));
  return { properties: { ...properties, ...off }, others };
}

function isOn(value: unknown): boolean {
  if (typeof value === "object" && value !== null && "enabled" in value) return value.enabled === true;
  return ON.has(value);
}

import type { ExportedStack } from "./deployment.ts";
import { isSecret, readable } from "./deployment.ts";

/** What stands for a secret, in Pulumi's own word. */
export const SECRET = "[secret]";

/** The stack's outputs as anybody may see them: each secret, at whatever depth, is {@link SECRET}. */
export function outputsOf({ deployment }: ExportedStack): Readonly<Record<string, unknown>> {
  const stack = deployment.resources?.find(
    ({ type, delete: gone }) => type === "pulumi:pulumi:Stack" && gone !== true,
  );
  return Object.fromEntries(
    Object.entries(stack?.outputs ?? {})
      .map(([name, value]) => [name, masked(value)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function masked(value: unknown): unknown {
  if (isSecret(value)) return SECRET;
  if (Array.isArray(value)) return value.map(masked);
  // Assets and references are the engine's own; no output of this program has any.
  if (typeof value !== "object" || value === null || readable(value) === undefined) return readable(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]));
}

import type { DiagnosticEvent, Stack } from "@pulumi/pulumi/automation/index.js";

/** What a preview would make, by provider. */
export interface JudgedPreview {
  /** How many resources of each type. */
  readonly types: ReadonlyMap<string, number>;
  /** What providers say about what they accept, e.g. that a property is out of use. */
  readonly warnings: readonly string[];
}

/**
 * Previews a new stack.
 * @throws with every refusal, not the first alone, and when anything but a creation is planned.
 */
export async function judgedPreview(stack: Stack): Promise<JudgedPreview> {
  const types = new Map<string, number>();
  const said = { error: [] as string[], warning: [] as string[] };
  const other: string[] = [];
  try {
    await stack.preview({
      onEvent: ({ diagnosticEvent, resourcePreEvent }) => {
        if (diagnosticEvent?.severity === "error" || diagnosticEvent?.severity === "warning") {
          said[diagnosticEvent.severity].push(inShort(diagnosticEvent));
        }
        if (resourcePreEvent) {
          const { op, type, urn } = resourcePreEvent.metadata;
          if (op !== "create" && op !== "read") other.push(`${op} ${urn}`);
          types.set(type, (types.get(type) ?? 0) + 1);
        }
      },
    });
  } catch (error) {
    throw said.error.length > 0 ? new Error(said.error.join("\n")) : error;
  }
  if (other.length > 0) {
    throw new Error(`a new stack only creates, got ${other.join(", ")}`);
  }
  return { types, warnings: said.warning };
}

/** What is said about which resource: its type and name, once. */
function inShort({ urn = "", message }: DiagnosticEvent): string {
  const [type = "", name = ""] = urn.split("::").slice(2);
  return urn === ""
    ? message.trim()
    : `${type.split("$").at(-1)} ${name}: ${message.replace(urn, "").trim()}`;
}

/** How many resources of a provider a preview has. */
export function countOf({ types }: JudgedPreview, provider: string): number {
  return [...types].reduce((sum, [type, count]) => sum + (type.startsWith(`${provider}:`) ? count : 0), 0);
}

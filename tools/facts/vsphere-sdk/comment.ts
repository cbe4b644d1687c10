import type { Property } from "../../../sandbox/facts/types.ts";

/** A doc comment, indented; empty when there is nothing to say. */
export function comment(lines: readonly string[], indent = ""): string {
  if (lines.length === 0) {
    return "";
  }
  const body = lines.map((line) => `${indent} * ${line}`).join("\n");
  return `${indent}/**\n${body}\n${indent} */\n`;
}

/** What the facts say about a property, a sentence a line. */
export function sentences(property: Property, side: "input" | "output"): string[] {
  const said: string[] = [];
  if (side === "input") {
    if (property.required) {
      said.push("Required.");
    }
    if (property.autoName) {
      said.push("Made from the resource's logical name when it isn't given.");
    } else if (property.computed) {
      said.push("Filled by vSphere when it isn't given.");
    }
    if (property.default !== undefined) {
      said.push(`Default: \`${property.default}\`.`);
    }
  }
  if (property.oneOf) {
    said.push(`One of ${property.oneOf.map((value) => `\`${value}\``).join(", ")}.`);
  }
  if (property.between) {
    said.push(`From ${property.between[0]} to ${property.between[1]}.`);
  }
  if (property.length) {
    said.push(`${property.length[0]} to ${property.length[1]} bytes long.`);
  }
  if (side === "output") {
    return said;
  }
  if (property.minItems !== undefined) {
    said.push(`At least ${property.minItems} items.`);
  }
  if (property.maxItems !== undefined) {
    said.push(`At most ${property.maxItems} items.`);
  }
  if (property.conflictsWith) {
    said.push(`Excludes ${property.conflictsWith.map((path) => `\`${path}\``).join(", ")}.`);
  }
  if (property.replaces) {
    said.push("A change makes a new resource.");
  }
  if (property.deprecated) {
    said.push("@deprecated By the provider.");
  }
  return said;
}

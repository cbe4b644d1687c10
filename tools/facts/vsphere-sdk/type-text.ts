import type { Kind, Properties, Property } from "../../../sandbox/facts/types.ts";
import { isInput } from "../../../sandbox/facts/value.ts";
import { comment, sentences } from "./comment.ts";
import { itemTypeName } from "./naming.ts";

/** Where a type stands: in arguments (values may be outputs), in plain arguments of a call, or in what comes back. */
export type Side = "input" | "plain" | "output";

/** A nested object's interface, to be written into `types/input.ts` or `types/output.ts`. */
export interface NestedType {
  readonly name: string;
  readonly side: "input" | "output";
  readonly properties: Properties;
}

/** Turns facts into TypeScript types, and remembers the nested interfaces that they need. */
export class TypeWriter {
  readonly nested = new Map<string, NestedType>();

  /** The type of a property's value, without `| undefined`; in arguments each part may be an output. */
  value(owner: string, name: string, property: Property, side: Side): string {
    switch (property.type) {
      case "list":
      case "set":
        return `${wrap(this.#item(owner, name, property, side), side)}[]`;
      case "map":
        return `{ [key: string]: ${wrap(this.#item(owner, name, property, side), side)} }`;
      case "object":
        return this.#object(owner, name, property, side, false);
      default:
        return scalar(property.type, property, side);
    }
  }

  /** The members of an interface of arguments. */
  inputMembers(owner: string, properties: Properties, side: "input" | "plain", indent: string): string {
    return entries(properties)
      .filter(([, property]) => isInput(property))
      .map(([name, property]) => {
        const optional = !property.required;
        const type = this.value(owner, name, property, side);
        const given = optional ? `${type} | undefined` : type;
        const text = side === "input" ? `pulumi.Input<${given}>` : type;
        return `${comment(sentences(property, "input"), indent)}${indent}${name}${optional ? "?" : ""}: ${text};\n`;
      })
      .join("");
  }

  #item(owner: string, name: string, property: Property, side: Side): string {
    return property.properties
      ? this.#object(owner, name, property, side, true)
      : scalar(property.item ?? "string", property, side);
  }

  #object(owner: string, name: string, property: Property, side: Side, isItem: boolean): string {
    const space = side === "output" ? "output" : "input";
    const typeName = itemTypeName(owner, name, isItem);
    this.nested.set(`${space}.${typeName}`, {
      name: typeName,
      side: space,
      properties: property.properties ?? {},
    });
    return `${space}s.${typeName}`;
  }
}

/** True when what comes back may lack the property. */
export function mayBeAbsent(property: Property): boolean {
  return !property.required && !property.computed && !property.autoName;
}

export function entries(properties: Properties): [string, Property][] {
  return Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
}

function scalar(kind: Kind, property: Property, side: Side): string {
  switch (kind) {
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "string":
      // A service may answer with a value that it wouldn't take, so only arguments are this narrow.
      return side !== "output" && property.oneOf
        ? property.oneOf.map((value) => JSON.stringify(value)).join(" | ")
        : "string";
    default:
      return "unknown";
  }
}

function wrap(item: string, side: Side): string {
  if (side === "input") {
    return `pulumi.Input<${item}>`;
  }
  return item.includes(" | ") ? `(${item})` : item;
}

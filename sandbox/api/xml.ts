import { XMLBuilder, XMLParser } from "fast-xml-parser";
import type { Value } from "../cloud/object.ts";
import { ApiError } from "./problem.ts";

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true, ignoreDeclaration: true });
const builder = new XMLBuilder({ suppressEmptyNode: false });

/** What is inside a document's root: texts, objects, and lists where a name comes more than once. @throws ApiError */
export function readXml(document: string): Readonly<Record<string, Value>> {
  let parsed: Readonly<Record<string, unknown>>;
  try {
    parsed = parser.parse(document, true) as Readonly<Record<string, unknown>>;
  } catch {
    throw new ApiError(400, "MalformedXML", "The XML you provided was not well-formed.");
  }
  const [root] = Object.values(parsed);
  return typeof root === "object" && root !== null ? (root as Readonly<Record<string, Value>>) : {};
}

/** An object with one name as a document of that root; lists become elements of the same name. */
export function writeXml(content: Readonly<Record<string, Value>>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(content)}`;
}

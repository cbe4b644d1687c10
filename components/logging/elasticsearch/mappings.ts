import { FIELDS, type FieldType } from "../fields.ts";

/** A field's mapping, or an object with fields of its own. */
export type Mapping = Readonly<Record<string, unknown>>;

const MAPPINGS: Readonly<Record<FieldType, Mapping>> = {
  // Longer words are kept and shown, not searched: Lucene refuses terms above 32,766 bytes, the whole document with them.
  keyword: { type: "keyword", ignore_above: 1024 },
  // Nobody ranks log lines by how well they match: without norms a field costs a byte less a document.
  text: { type: "text", norms: false },
  shown: { type: "keyword", index: false, doc_values: false },
  long: { type: "long" },
  double: { type: "double" },
  boolean: { type: "boolean" },
  // One odd address must not cost the line.
  ip: { type: "ip", ignore_malformed: true },
  date: { type: "date" },
};

/** Mappings of every index with lines: the fields of {@link FIELDS}, and no others. */
export const LINE_MAPPINGS: Mapping = {
  dynamic: "strict",
  date_detection: false,
  numeric_detection: false,
  properties: propertiesOf(Object.entries(FIELDS).map(([name, type]) => [name.split("."), MAPPINGS[type]])),
};

type Placed = readonly [path: readonly string[], mapping: Mapping];

function propertiesOf(fields: readonly Placed[]): Mapping {
  const groups = Map.groupBy(fields, ([path]) => path[0] as string);
  return Object.fromEntries(
    [...groups].map(([name, members]) => {
      const own = members.find(([path]) => path.length === 1);
      if (own) return [name, own[1]];
      return [name, { properties: propertiesOf(members.map(([path, mapping]) => [path.slice(1), mapping])) }];
    }),
  );
}

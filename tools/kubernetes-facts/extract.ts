/**
 * `node tools/kubernetes-facts/extract.ts`: writes sandbox/facts/kubernetes.facts.json from Kubernetes' own OpenAPI
 * documents and the definitions of custom resources, both as their authors publish them in Go modules (sources.ts). What
 * stays is what judges a value: types, required fields, enumerations, ranges, patterns. The same sources give the same
 * file.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import type { KindFacts, KubernetesFacts, Schema } from "../../sandbox/facts/kubernetes.ts";
import { moduleFolder } from "./go-module.ts";
import { DEFINITIONS, KINDS, KUBERNETES } from "./sources.ts";

type Json = { readonly [key: string]: unknown };

const OUTPUT = fileURLToPath(new URL("../../sandbox/facts/kubernetes.facts.json", import.meta.url));
const REF = "#/components/schemas/";
/** Keywords that judge a value, as they are. */
const KEPT = [
  "type",
  "required",
  "enum",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
];

function compact(schema: Json): Schema {
  const only = onlyReference(schema);
  if (only !== undefined) return { ref: only };
  const kept = Object.fromEntries(
    KEPT.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]),
  );
  const properties = schema.properties as Record<string, Json> | undefined;
  const items = schema.items as Json | undefined;
  const values = schema.additionalProperties;
  return {
    ...kept,
    ...(isIntOrString(schema) ? { intOrString: true } : {}),
    ...(schema["x-kubernetes-preserve-unknown-fields"] === true ? { open: true } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, value]) => [key, compact(value)]),
          ),
        }
      : {}),
    ...(items ? { items: compact(items) } : {}),
    ...(typeof values === "object" && values !== null ? { values: compact(values as Json) } : {}),
  } as Schema;
}

/** OpenAPI v3 of Kubernetes wraps a reference in `allOf` to give it a default. */
function onlyReference(schema: Json): string | undefined {
  const [first] = (schema.allOf as Json[] | undefined) ?? [schema];
  const ref = first?.$ref;
  return typeof ref === "string" ? ref.slice(REF.length) : undefined;
}

function isIntOrString(schema: Json): boolean {
  return (
    schema["x-kubernetes-int-or-string"] === true ||
    schema.format === "int-or-string" ||
    Array.isArray(schema.oneOf)
  );
}

function referred(schema: Schema): string[] {
  return [
    ...(schema.ref === undefined ? [] : [schema.ref]),
    ...Object.values(schema.properties ?? {}).flatMap(referred),
    ...(schema.items ? referred(schema.items) : []),
    ...(schema.values ? referred(schema.values) : []),
  ];
}

function builtIn(): KubernetesFacts {
  const folder = join(moduleFolder(KUBERNETES.module, KUBERNETES.version), KUBERNETES.folder);
  const kinds: Record<string, KindFacts> = {};
  const all = new Map<string, Json>();
  const seen = new Set<string>();
  for (const file of readdirSync(folder).sort()) {
    const document = JSON.parse(readFileSync(join(folder, file), "utf8")) as Json;
    const schemas = (document.components as Json | undefined)?.schemas as Record<string, Json> | undefined;
    for (const [name, schema] of Object.entries(schemas ?? {})) all.set(name, schema);
    for (const [path, item] of Object.entries((document.paths as Record<string, Json>) ?? {})) {
      const post = item.post as Json | undefined;
      const gvk = post?.["x-kubernetes-group-version-kind"] as {
        group: string;
        version: string;
        kind: string;
      };
      if (!gvk || post?.["x-kubernetes-action"] !== "post") continue;
      const id = `${gvk.group === "" ? "" : `${gvk.group}/`}${gvk.version}/${gvk.kind}`;
      const [plural = ""] = path.split("/").slice(-1);
      if (!KINDS.includes(id) || seen.has(id) || plural.includes("{")) continue;
      // A subresource such as `serviceaccounts/{name}/token` isn't a collection.
      if (/\{name\}/.test(path)) continue;
      const schema = [...all].find(([, one]) =>
        (one["x-kubernetes-group-version-kind"] as Json[] | undefined)?.some(
          ({ group, version, kind }) => group === gvk.group && version === gvk.version && kind === gvk.kind,
        ),
      )?.[0];
      if (schema === undefined) continue;
      seen.add(id);
      kinds[id] = { plural, namespaced: path.includes("{namespace}"), schema: { ref: schema } };
    }
  }
  const missing = KINDS.filter((id) => kinds[id] === undefined);
  if (missing.length > 0) throw new Error(`not in ${folder}: ${missing.join(", ")}`);
  const schemas: Record<string, Schema> = {};
  const queue = Object.values(kinds).flatMap(({ schema }) => referred(schema));
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const source = all.get(name);
    if (schemas[name] !== undefined || source === undefined) continue;
    const schema = compact(source);
    schemas[name] = schema;
    queue.push(...referred(schema));
  }
  return { version: KUBERNETES.version, kinds, schemas };
}

function custom(): Record<string, KindFacts> {
  const kinds: Record<string, KindFacts> = {};
  for (const { module, version, files } of DEFINITIONS) {
    const folder = moduleFolder(module, version);
    for (const document of files.flatMap((file) =>
      parseAllDocuments(readFileSync(join(folder, file), "utf8")),
    )) {
      const { spec } = document.toJS() as { spec: Json };
      const { kind, plural } = spec.names as { kind: string; plural: string };
      for (const one of spec.versions as {
        name: string;
        served: boolean;
        schema: { openAPIV3Schema: Json };
      }[]) {
        // Beta versions are on their way out.
        if (!one.served || one.name.includes("beta")) continue;
        kinds[`${spec.group}/${one.name}/${kind}`] = {
          plural,
          namespaced: spec.scope === "Namespaced",
          custom: true,
          schema: compact(one.schema.openAPIV3Schema),
        };
      }
    }
  }
  return kinds;
}

const { version, kinds, schemas } = builtIn();
const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
const facts: KubernetesFacts = {
  version,
  kinds: sorted({ ...kinds, ...custom() }),
  schemas: sorted(schemas),
};
writeFileSync(OUTPUT, `${JSON.stringify(facts)}\n`);
console.log(
  `${OUTPUT}: ${Object.keys(facts.kinds).length} kinds, ${Object.keys(facts.schemas).length} schemas`,
);

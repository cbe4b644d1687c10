import { textAt } from "../../../cloud/kubernetes/read.ts";
import type { Attributes } from "../../../cloud/object.ts";
import type { ResourceState } from "../../resource-work.ts";
import type { Values } from "../../wire.ts";
import { asRecord } from "../inputs.ts";

export function stateOf(kindId: string, object: Values, inputs: Values): ResourceState {
  const namespace = textAt(object as Attributes, "metadata", "namespace");
  const name = textAt(object as Attributes, "metadata", "name");
  return {
    id: namespace === "" ? name : `${namespace}/${name}`,
    properties: propertiesOf(kindId, object, inputs),
  };
}

/**
 * An object as it stands in Pulumi's state. Who owns which field is the server's bookkeeping; and a Secret's values come
 * back as they were given, so that the engine marks them as the secrets that they are.
 */
export function propertiesOf(kindId: string, object: Values, inputs: Values): Values {
  const { managedFields: _, ...metadata } = asRecord(object.metadata);
  const plain = { ...object, metadata };
  return kindId === "v1/Secret"
    ? { ...plain, ...Object.fromEntries(["data", "stringData"].map((key) => [key, inputs[key]])) }
    : plain;
}

/** A Secret with its values also as text, under the names that were given so: no server shows them like that. */
export function withTexts(kindId: string, object: Values, inputs: Values): Values {
  if (kindId !== "v1/Secret" || inputs.stringData === undefined) return object;
  const data = asRecord(object.data);
  const texts = Object.keys(asRecord(inputs.stringData))
    .filter((name) => data[name] !== undefined)
    .map((name) => [name, Buffer.from(String(data[name]), "base64").toString()]);
  return { ...object, stringData: Object.fromEntries(texts) };
}

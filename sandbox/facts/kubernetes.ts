import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What Kubernetes' OpenAPI documents say of a value, as far as it judges one. */
export interface Schema {
  /** Name of another schema. */
  readonly ref?: string;
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  /** Of an object whose keys are anybody's. */
  readonly values?: Schema;
  readonly intOrString?: true;
  /** An object that may have other fields. */
  readonly open?: true;
}

export interface KindFacts {
  /** e.g. `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
  /** Of a custom resource definition. */
  readonly custom?: true;
  readonly schema: Schema;
}

export interface KubernetesFacts {
  readonly version: string;
  /** By `apiVersion/kind`, e.g. `apps/v1/Deployment`. */
  readonly kinds: Readonly<Record<string, KindFacts>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

let loaded: KubernetesFacts | undefined;

/** Facts of Kubernetes, read once, when somebody asks. */
export function kubernetesFacts(): KubernetesFacts {
  loaded ??= JSON.parse(
    readFileSync(join(import.meta.dirname, "kubernetes.facts.json"), "utf8"),
  ) as KubernetesFacts;
  return loaded;
}

import { UNKNOWN } from "../../../facts/facts.ts";
import type { Values } from "../../wire.ts";
import { asRecord } from "../inputs.ts";

/** What a server gives to each new object. A dry run answers with some that nobody will see again. */
const GIVEN_METADATA = ["uid", "resourceVersion", "creationTimestamp", "generation"] as const;
/** What it gives to a new Service. */
const GIVEN_SERVICE = ["clusterIP", "clusterIPs", "healthCheckNodePort"] as const;

/** A new object as it is known before it is made. @param answer the server's, to a dry run of these inputs */
export function plannedObject(kindId: string, answer: Values, inputs: Values): Values {
  const unknown = (names: readonly string[], from: Values, given: Values): Values =>
    Object.fromEntries(
      names.filter((name) => from[name] !== undefined).map((name) => [name, given[name] ?? UNKNOWN]),
    );
  const metadata = asRecord(answer.metadata);
  const planned = {
    ...answer,
    metadata: {
      ...metadata,
      ...unknown(GIVEN_METADATA, metadata, {}),
      // A dry run of a replacement goes under another name.
      name: asRecord(inputs.metadata).name,
    },
    status: UNKNOWN,
  };
  if (kindId !== "v1/Service") return planned;
  const [spec, given] = [asRecord(answer.spec), asRecord(inputs.spec)];
  return {
    ...planned,
    spec: { ...spec, ...unknown(GIVEN_SERVICE, spec, given), ports: portsOf(spec, given) },
  };
}

function portsOf(spec: Values, given: Values): unknown {
  if (!Array.isArray(spec.ports)) return spec.ports;
  const givenPorts: readonly unknown[] = Array.isArray(given.ports) ? given.ports : [];
  return spec.ports.map((port, index) =>
    asRecord(port).nodePort === undefined
      ? port
      : { ...asRecord(port), nodePort: asRecord(givenPorts[index]).nodePort ?? UNKNOWN },
  );
}

/** A preview may still lack values that other resources give. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}

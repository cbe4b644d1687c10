import type { AnalyzeRequest, AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { isUnknown, type PlannedResource, type Properties, type StackResource } from "../resource.ts";
import { plainProperties } from "./plain.ts";

/** A resource of the engine's request as rules see it. */
export function plannedOf(request: AnalyzeRequest): PlannedResource {
  return {
    type: request.getType(),
    name: request.getName(),
    urn: request.getUrn(),
    protect: request.getOptions()?.getProtect() ?? false,
    props: propertiesOf(request),
  };
}

/** What was asked for of each resource in this run, by its URN: what its check was called with. */
export type Asked = ReadonlyMap<string, { readonly message: Pick<AnalyzerResource, "getProperties"> }>;

/**
 * The resources of a stack as rules see them; properties are read when a rule first looks at a resource. Where a provider's
 * own configuration isn't known before the update, as a new cluster's address, the engine doesn't ask it and has nothing to
 * say about its resources: what was asked for then stands in.
 */
export function stackOf(resources: readonly AnalyzerResource[], asked: Asked): StackResource[] {
  const byUrn = new Map<string, StackResource>();
  for (const resource of resources) {
    byUrn.set(resource.getUrn(), new LazyResource(resource, asked.get(resource.getUrn()), byUrn));
  }
  return [...byUrn.values()];
}

class LazyResource implements StackResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly protect: boolean;
  readonly #wire: AnalyzerResource;
  readonly #asked: { readonly message: Pick<AnalyzerResource, "getProperties"> } | undefined;
  readonly #byUrn: ReadonlyMap<string, StackResource>;
  #props: Properties | undefined;
  #madeOf: Readonly<Record<string, readonly StackResource[]>> | undefined;

  constructor(
    wire: AnalyzerResource,
    asked: { readonly message: Pick<AnalyzerResource, "getProperties"> } | undefined,
    byUrn: ReadonlyMap<string, StackResource>,
  ) {
    this.type = wire.getType();
    this.name = wire.getName();
    this.urn = wire.getUrn();
    this.protect = wire.getOptions()?.getProtect() ?? false;
    this.#wire = wire;
    this.#asked = asked;
    this.#byUrn = byUrn;
  }

  get props(): Properties {
    this.#props ??= this.#asked
      ? withKnown(propertiesOf(this.#wire), propertiesOf(this.#asked.message))
      : propertiesOf(this.#wire);
    return this.#props;
  }

  get madeOf(): Readonly<Record<string, readonly StackResource[]>> {
    this.#madeOf ??= Object.fromEntries(
      [...this.#wire.getPropertydependenciesMap().entries()].map(([property, urns]) => [
        property,
        urns
          .getUrnsList()
          .map((urn) => this.#byUrn.get(urn))
          .filter((source) => source !== undefined),
      ]),
    );
    return this.#madeOf;
  }
}

/** Outputs, with what was asked for where they say nothing yet. */
function withKnown(outputs: Properties, inputs: Properties): Properties {
  const known = Object.entries(outputs).filter(
    ([name, value]) => !isUnknown(value) || inputs[name] === undefined,
  );
  return { ...inputs, ...Object.fromEntries(known) };
}

function propertiesOf(wire: Pick<AnalyzerResource, "getProperties">): Properties {
  return plainProperties(wire.getProperties()?.toJavaScript() ?? {});
}

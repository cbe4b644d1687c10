import type { AnalyzeRequest, AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { PlannedResource, Properties, StackResource } from "../resource.ts";
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

/** The resources of a stack as rules see them; properties are read when a rule first looks at a resource. */
export function stackOf(resources: readonly AnalyzerResource[]): StackResource[] {
  const byUrn = new Map<string, StackResource>();
  for (const resource of resources) byUrn.set(resource.getUrn(), new LazyResource(resource, byUrn));
  return [...byUrn.values()];
}

class LazyResource implements StackResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly protect: boolean;
  readonly #wire: AnalyzerResource;
  readonly #byUrn: ReadonlyMap<string, StackResource>;
  #props: Properties | undefined;
  #madeOf: Readonly<Record<string, readonly StackResource[]>> | undefined;

  constructor(wire: AnalyzerResource, byUrn: ReadonlyMap<string, StackResource>) {
    this.type = wire.getType();
    this.name = wire.getName();
    this.urn = wire.getUrn();
    this.protect = wire.getOptions()?.getProtect() ?? false;
    this.#wire = wire;
    this.#byUrn = byUrn;
  }

  get props(): Properties {
    this.#props ??= propertiesOf(this.#wire);
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

function propertiesOf(wire: Pick<AnalyzerResource, "getProperties">): Properties {
  return plainProperties(wire.getProperties()?.toJavaScript() ?? {});
}

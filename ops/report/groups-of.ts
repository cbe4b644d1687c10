import { shortType } from "../progress/urn.ts";
import type { ResourceGroup } from "./model.ts";
import type { StateIndex, StateResource } from "./state-index.ts";

/** Resources below the component that holds them, in the order of the state. */
export function groupsOf(state: StateIndex, stack: string): ResourceGroup[] {
  const components = new Map(state.components.map((component) => [component.urn, component]));
  const all = new Map(state.resources.map((resource) => [resource.urn, resource]));
  const members = new Map<string, StateResource[]>();
  for (const resource of state.resources) {
    const owner = ownerOf(resource, components, all);
    members.set(owner, [...(members.get(owner) ?? []), resource]);
  }
  return [...members].map(([owner, resources]) => {
    const component = components.get(owner);
    const isStack = component === undefined || component.type === "pulumi:pulumi:Stack";
    return {
      name: isStack ? stack : component.name,
      type: isStack ? "stack" : shortType(component.type),
      resources: resources.map(({ name, type, id }) => ({ name, type: shortType(type), id })),
    };
  });
}

/** A custom resource may be the parent of another: climb to the component. */
function ownerOf(
  resource: StateResource,
  components: ReadonlyMap<string, StateResource>,
  all: ReadonlyMap<string, StateResource>,
): string {
  const parent = resource.parent;
  if (parent === undefined || components.has(parent)) return parent ?? "";
  const above = all.get(parent);
  return above === undefined ? "" : ownerOf(above, components, all);
}

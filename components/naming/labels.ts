import type { Environment } from "../config/environment.ts";
import type { GuestRole } from "../guest/guest.ts";
import { physicalName } from "./names.ts";
import { type Service, tagsFor } from "./tags.ts";

/** How an environment's resources are named and tagged: made once, handed to every component. */
export interface Labels {
  /** From a logical name to what the cloud's console or vCenter shows. */
  readonly physicalName: (name: string) => string;
  readonly tags: (service: Service, role?: GuestRole) => Record<string, string>;
}

export function labelsOf(environment: Pick<Environment, "tier" | "tags">): Labels {
  return {
    physicalName: (name) => physicalName(environment.tier, name),
    tags: (service, role) => tagsFor(environment, service, role),
  };
}

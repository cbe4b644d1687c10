import type { Environment, MiniProgramName } from "../config/environment.ts";
import type { GuestRole } from "../guest/guest.ts";

/** Whom a resource serves; `platform` is what both mini-programs share. */
export type Service = MiniProgramName | "platform";

/** Keys that every resource bears that can bear tags; hosts have `role` too. In vCenter each is a category. */
export const TAG_KEYS = ["owner", "service", "environment", "cost-centre", "managed-by", "role"] as const;
export type TagKey = (typeof TAG_KEYS)[number];
export type Tags = Readonly<Partial<Record<TagKey, string>>>;

/** The tags of one resource. */
export function tagsFor(
  { tier, tags }: Pick<Environment, "tier" | "tags">,
  service: Service,
  role?: GuestRole,
): Record<string, string> {
  return {
    owner: tags.owner,
    service,
    environment: tier,
    "cost-centre": tags.costCentre,
    "managed-by": "pulumi",
    ...(role === undefined ? {} : { role }),
  } satisfies Tags;
}

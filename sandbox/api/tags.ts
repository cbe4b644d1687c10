import type { Attributes, CloudObject } from "../cloud/object.ts";
import { isRecord } from "../cloud/object.ts";
import type { Action } from "./action.ts";
import { stretchOf } from "./paging.ts";
import type { Parameters } from "./parameters.ts";
import { ApiError } from "./problem.ts";

/** Most tags of a resource. */
const MOST_TAGS = 20;

/** An object's tags. */
export function tagsOf({ attributes }: Pick<CloudObject, "attributes">): Readonly<Record<string, string>> {
  const tags = attributes.tags;
  if (!isRecord(tags ?? null)) return {};
  return Object.fromEntries(Object.entries(tags as Attributes).map(([key, value]) => [key, String(value)]));
}

/** `Tag.1.Key`, `Tag.1.Value` of a request; undefined when it has none. */
export function tagsIn(parameters: Parameters, name = "Tag"): Record<string, string> | undefined {
  const records = parameters.records(name);
  if (records === undefined) return undefined;
  return Object.fromEntries(records.map((tag) => [tag.required("Key"), tag.text("Value") ?? ""]));
}

/** Tags as answers have them. `TagKey`, `TagValue` in some services, `Key`, `Value` in others. */
export function shownTags(object: CloudObject, prefix: "" | "Tag" = ""): Record<string, string>[] {
  return Object.entries(tagsOf(object)).map(([key, value]) => ({
    [`${prefix}Key`]: key,
    [`${prefix}Value`]: value,
  }));
}

/** How services differ in their words for the same. */
interface TagWords {
  /** Some write `UnTagResources`. */
  readonly untag?: string;
  /** The classic services list under `TagResources.TagResource`, newer ones right under `TagResources`. */
  readonly nested?: boolean;
}

/**
 * TagResources, UntagResources and ListTagResources of a service.
 * @param types the cloud's types by what the service calls them in `ResourceType`; names are compared without case
 */
export function tagActions(
  types: Readonly<Record<string, string>>,
  { untag = "UntagResources", nested = true }: TagWords = {},
): Readonly<Record<string, Action>> {
  const typeIn = (parameters: Parameters): string => {
    const wanted = parameters.required("ResourceType");
    const known = Object.entries(types).find(([name]) => name.toLowerCase() === wanted.toLowerCase());
    if (known) return known[1];
    throw new ApiError(400, "InvalidResourceType.NotFound", `The ResourceType ${wanted} is not supported.`);
  };
  return {
    TagResources: async (call) => {
      const { parameters } = call;
      const type = typeIn(parameters);
      const added = tagsIn(parameters) ?? {};
      for (const id of parameters.list("ResourceId") ?? []) {
        const tags = { ...tagsOf(await call.need(type, id)), ...added };
        if (Object.keys(tags).length > MOST_TAGS) {
          throw new ApiError(400, "NumberExceed.Tags", `A resource has at most ${MOST_TAGS} tags.`);
        }
        await call.modify(type, id, { tags });
      }
      return {};
    },
    [untag]: async (call) => {
      const { parameters } = call;
      const type = typeIn(parameters);
      const gone = parameters.list("TagKey") ?? [];
      const all = parameters.flag("All") === true && gone.length === 0;
      for (const id of parameters.list("ResourceId") ?? []) {
        const kept = Object.entries(tagsOf(await call.need(type, id))).filter(
          ([key]) => !all && !gone.includes(key),
        );
        await call.modify(type, id, { tags: Object.fromEntries(kept) });
      }
      return {};
    },
    ListTagResources: async (call) => {
      const { parameters } = call;
      const type = typeIn(parameters);
      const wanted = tagsIn(parameters) ?? {};
      const objects = await call.those(type, parameters.list("ResourceId"));
      const rows = objects
        .filter((object) =>
          Object.entries(wanted).every(([key, value]) => {
            const now = tagsOf(object)[key];
            return now !== undefined && (value === "" || now === value);
          }),
        )
        .flatMap((object) =>
          shownTags(object, "Tag").map((tag) => ({
            ...tag,
            ResourceId: object.id,
            ResourceType: parameters.required("ResourceType"),
          })),
        );
      const { items, nextToken } = stretchOf(rows, parameters, { usual: 50, most: 1000 });
      return { NextToken: nextToken, TagResources: nested ? { TagResource: items } : items };
    },
  };
}

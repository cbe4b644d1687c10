import type { CloudObject } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { stretchOf } from "../../paging.ts";
import { shownTags, tagsIn, tagsOf } from "../../tags.ts";
import { allInstances, instanceOf } from "./instances.ts";

async function named(call: Call): Promise<readonly CloudObject[]> {
  const ids = call.parameters.list("ResourceId");
  return ids === undefined ? allInstances(call) : Promise.all(ids.map((id) => instanceOf(call, id)));
}

const retag =
  (change: (tags: Readonly<Record<string, string>>, call: Call) => Record<string, string>): Action =>
  async (call) => {
    for (const instance of await named(call)) {
      await call.modify(instance.type, instance.id, { tags: change(tagsOf(instance), call) });
    }
    return {};
  };

const untag = retag((tags, { parameters }) => {
  const gone = parameters.list("TagKey") ?? [];
  const isAll = parameters.flag("All") === true && gone.length === 0;
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !isAll && !gone.includes(key)));
});

/** Primaries and readers are one type of resource here, so the usual actions don't fit. */
export const TAG_ACTIONS: Readonly<Record<string, Action>> = {
  TagResources: retag((tags, { parameters }) => ({ ...tags, ...tagsIn(parameters) })),
  UntagResources: untag,
  /** As the provider writes it. */
  UnTagResources: untag,
  ListTagResources: async (call) => {
    const { parameters } = call;
    const wanted = Object.entries(tagsIn(parameters) ?? {});
    const rows = (await named(call))
      .filter((instance) =>
        wanted.every(([key, value]) => {
          const now = tagsOf(instance)[key];
          return now !== undefined && (value === "" || now === value);
        }),
      )
      .flatMap((instance) =>
        shownTags(instance, "Tag").map((tag) => ({
          ...tag,
          ResourceId: instance.id,
          ResourceType: "INSTANCE",
        })),
      );
    const { items, nextToken } = stretchOf(rows, parameters, { usual: 50 });
    return { NextToken: nextToken, TagResources: { TagResource: items } };
  },
  DescribeTags: async (call) => {
    const id = call.parameters.text("DBInstanceId");
    const instances = id ? [await instanceOf(call, id)] : await allInstances(call);
    const rows = instances.flatMap((instance) =>
      shownTags(instance, "Tag").map((tag) => ({
        ...tag,
        DBInstanceIds: { DBInstanceIds: [instance.id] },
      })),
    );
    return { Items: { TagInfos: rows } };
  },
};

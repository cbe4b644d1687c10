import type { Route } from "../../action.ts";
import type { Parameters } from "../../parameters.ts";
import { malformed } from "../../problem.ts";
import { tagsOf } from "../../tags.ts";
import { PROJECT } from "./project.ts";

function checkKind(parameters: Parameters): string {
  const kind = parameters.required("resourceType");
  if (kind.toLowerCase() !== "project") throw malformed("resourceType", kind, "PROJECT");
  return kind;
}

function pairsIn(parameters: Parameters): Record<string, string> {
  const tags = parameters.records("tags") ?? [];
  return Object.fromEntries(tags.map((tag) => [tag.required("key"), tag.text("value") ?? ""]));
}

/** Tags of projects; the log service writes their names small, and keys to take away are `tags` too. */
export const TAG_ROUTES: readonly Route[] = [
  {
    method: "POST",
    path: "/tag",
    name: "TagResources",
    action: async (call) => {
      const { parameters } = call;
      checkKind(parameters);
      const added = pairsIn(parameters);
      for (const id of parameters.list("resourceId") ?? []) {
        await call.modify(PROJECT, id, { tags: { ...tagsOf(await call.need(PROJECT, id)), ...added } });
      }
      return {};
    },
  },
  {
    method: "POST",
    path: "/untag",
    name: "UntagResources",
    action: async (call) => {
      const { parameters } = call;
      checkKind(parameters);
      const gone = parameters.list("tags") ?? [];
      const isAll = parameters.flag("all") === true && gone.length === 0;
      for (const id of parameters.list("resourceId") ?? []) {
        const kept = Object.entries(tagsOf(await call.need(PROJECT, id))).filter(
          ([key]) => !isAll && !gone.includes(key),
        );
        await call.modify(PROJECT, id, { tags: Object.fromEntries(kept) });
      }
      return {};
    },
  },
  {
    method: "GET",
    path: "/tags",
    name: "ListTagResources",
    action: async (call) => {
      const { parameters } = call;
      const resourceType = checkKind(parameters);
      const wanted = Object.entries(pairsIn(parameters));
      const projects = (await call.those(PROJECT, parameters.list("resourceId"))).filter((project) =>
        wanted.every(([key, value]) => {
          const now = tagsOf(project)[key];
          return now !== undefined && (value === "" || now === value);
        }),
      );
      return {
        nextToken: "",
        tagResources: projects.flatMap((project) =>
          Object.entries(tagsOf(project)).map(([tagKey, tagValue]) => ({
            resourceType,
            resourceId: project.id,
            tagKey,
            tagValue,
          })),
        ),
      };
    },
  },
];

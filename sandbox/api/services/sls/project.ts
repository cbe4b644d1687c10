import type { CloudObject, Value } from "../../../cloud/object.ts";
import { type Action, Answer, type Route } from "../../action.ts";
import { type Fields, shown, taken, text } from "../../fields.ts";
import { malformed } from "../../problem.ts";
import { slice } from "./slice.ts";

export const PROJECT = "alicloud:logProject";

const GIVEN: Fields = {
  projectName: text("projectName"),
  description: text("description"),
  resourceGroupId: text("resourceGroupId"),
  dataRedundancyType: text("dataRedundancyType"),
};

const DESCRIBED: Fields = {
  ...GIVEN,
  status: text("status"),
  createTime: text("createTime"),
  lastModifyTime: text("lastModifyTime"),
};

function described(project: CloudObject, owner: string): Record<string, Value> {
  return { description: "", owner, region: project.scope, ...shown(project.attributes, DESCRIBED) };
}

const changeGroup: Action = async (call) => {
  const { parameters } = call;
  const kind = parameters.required("resourceType");
  if (kind.toLowerCase() !== "project") throw malformed("resourceType", kind, "PROJECT");
  await call.modify(PROJECT, parameters.required("resourceId"), {
    resourceGroupId: parameters.required("resourceGroupId"),
  });
  return {};
};

export const PROJECT_ROUTES: readonly Route[] = [
  {
    method: "POST",
    path: "/",
    name: "CreateProject",
    action: async (call) => {
      await call.create(PROJECT, taken(call.parameters, GIVEN));
      return {};
    },
  },
  {
    method: "GET",
    path: "/",
    name: "ListProject",
    action: async (call) => {
      const name = call.parameters.text("projectName") ?? "";
      const found = (await call.all(PROJECT)).filter(({ id }) => id.includes(name));
      const items = slice(found, call.parameters);
      return {
        count: items.length,
        total: found.length,
        projects: items.map((project) => described(project, call.account.id)),
      };
    },
  },
  {
    method: "GET",
    path: "/projects/{project}",
    name: "GetProject",
    action: async (call) =>
      described(await call.need(PROJECT, call.parameters.required("project")), call.account.id),
  },
  {
    method: "PUT",
    path: "/projects/{project}",
    name: "UpdateProject",
    action: async (call) => {
      const { parameters } = call;
      const changes = taken(parameters, { description: text("description") });
      await call.modify(PROJECT, parameters.required("project"), changes);
      return {};
    },
  },
  {
    method: "DELETE",
    path: "/projects/{project}",
    name: "DeleteProject",
    action: async (call) => {
      await call.remove(PROJECT, call.parameters.required("project"));
      return {};
    },
  },
  // The SDK asks at the project's host, the provider at the region's.
  ...["/resourcegroup", "/projects/{project}/resourcegroup"].map(
    (path): Route => ({ method: "PUT", path, name: "ChangeResourceGroup", action: changeGroup }),
  ),
  {
    method: "GET",
    path: "/projects/{project}/policy",
    name: "GetProjectPolicy",
    action: async (call) => {
      const { attributes } = await call.need(PROJECT, call.parameters.required("project"));
      return new Answer(typeof attributes.policy === "string" ? attributes.policy : "{}", {
        headers: { "content-type": "application/json" },
      });
    },
  },
  {
    method: "POST",
    path: "/projects/{project}/policy",
    name: "PutProjectPolicy",
    action: async (call) => {
      const { parameters } = call;
      await call.modify(PROJECT, parameters.required("project"), { policy: parameters.required("document") });
      return {};
    },
  },
  {
    method: "DELETE",
    path: "/projects/{project}/policy",
    name: "DeleteProjectPolicy",
    action: async (call) => {
      await call.modify(PROJECT, call.parameters.required("project"), { policy: null });
      return {};
    },
  },
];

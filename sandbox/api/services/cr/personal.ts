import { type CloudObject, text as textOf, type Value } from "../../../cloud/object.ts";
import type { Call, RoaService } from "../../action.ts";
import { type Fields, flag, record, shown, taken, text } from "../../fields.ts";
import { pageOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";
import { missing } from "../../problem.ts";

const NAMESPACE = "alicloud:crNamespace";
const REPO = "alicloud:crRepo";

const NAMESPACE_ASKED: Fields = {
  Namespace: text("name"),
  AutoCreate: flag("autoCreate"),
  DefaultVisibility: text("defaultVisibility"),
};

const NAMESPACE_SHOWN: Fields = {
  namespace: text("name"),
  autoCreate: flag("autoCreate"),
  defaultVisibility: text("defaultVisibility"),
};

const REPO_ASKED: Fields = {
  RepoNamespace: text("namespace"),
  RepoName: text("name"),
  Summary: text("summary"),
  Detail: text("detail"),
  RepoType: text("repoType"),
};

const REPO_SHOWN: Fields = {
  repoNamespace: text("namespace"),
  repoName: text("name"),
  summary: text("summary"),
  detail: text("detail"),
  repoType: text("repoType"),
  repoDomainList: record("domainList", {
    public: text("public"),
    internal: text("internal"),
    vpc: text("vpc"),
  }),
};

/** The object in a request's body that stands for what is asked. @throws ApiError when there is none */
function bodyOf(parameters: Parameters, name: string): Parameters {
  const found = parameters.record(name);
  if (found === undefined) throw missing(name);
  return found;
}

function namespaceShown({ attributes }: CloudObject): Record<string, Value> {
  return { ...shown(attributes, NAMESPACE_SHOWN), authorizeType: "ADMIN", namespaceStatus: "NORMAL" };
}

function repoShown({ attributes, scope }: CloudObject): Record<string, Value> {
  return {
    summary: "",
    detail: "",
    ...shown(attributes, REPO_SHOWN),
    regionId: scope,
    repoStatus: "NORMAL",
    repoBuildType: "MANUAL",
  };
}

function repoIdIn({ parameters }: Call): string {
  return `${parameters.required("RepoNamespace")}/${parameters.required("RepoName")}`;
}

async function repos(call: Call) {
  const { parameters } = call;
  const namespace = parameters.text("RepoNamespace");
  if (namespace !== undefined) await call.need(NAMESPACE, namespace);
  const found = (await call.all(REPO)).filter(
    ({ attributes }) => namespace === undefined || attributes.namespace === namespace,
  );
  const { items, total, number, size } = pageOf(found, parameters, { usual: 30, numberName: "Page" });
  return { data: { repos: items.map(repoShown), total, pageSize: size, page: number } };
}

/** The personal edition's registry: one for an account and region. */
export const CR_PERSONAL: RoaService = {
  style: "ROA",
  product: "cr",
  version: "2016-06-07",
  routes: [
    {
      method: "PUT",
      path: "/namespace",
      name: "CreateNamespace",
      action: async (call) => {
        const asked = taken(bodyOf(call.parameters, "Namespace"), NAMESPACE_ASKED);
        // What the service gives a namespace about which nobody says more.
        await call.create(NAMESPACE, { autoCreate: true, defaultVisibility: "PRIVATE", ...asked });
        return { data: { namespaceId: textOf(asked, "name") } };
      },
    },
    {
      method: "GET",
      path: "/namespace",
      name: "GetNamespaceList",
      action: async (call) => ({
        data: { namespaces: (await call.all(NAMESPACE)).map(namespaceShown) },
      }),
    },
    {
      method: "GET",
      path: "/namespace/{Name}",
      name: "GetNamespace",
      action: async (call) => ({
        data: { namespace: namespaceShown(await call.need(NAMESPACE, call.parameters.required("Name"))) },
      }),
    },
    {
      method: "POST",
      path: "/namespace/{Name}",
      name: "UpdateNamespace",
      action: async (call) => {
        const { Namespace: _, ...changeable } = NAMESPACE_ASKED;
        const asked = taken(bodyOf(call.parameters, "Namespace"), changeable);
        await call.modify(NAMESPACE, call.parameters.required("Name"), asked);
        return {};
      },
    },
    {
      method: "DELETE",
      path: "/namespace/{Name}",
      name: "DeleteNamespace",
      action: async (call) => {
        await call.remove(NAMESPACE, call.parameters.required("Name"));
        return {};
      },
    },
    {
      method: "PUT",
      path: "/repos",
      name: "CreateRepo",
      action: async (call) => {
        const { id } = await call.create(REPO, taken(bodyOf(call.parameters, "Repo"), REPO_ASKED));
        return { data: { repoId: id } };
      },
    },
    { method: "GET", path: "/repos", name: "GetRepoList", action: repos },
    { method: "GET", path: "/repos/{RepoNamespace}", name: "GetRepoListByNamespace", action: repos },
    {
      method: "GET",
      path: "/repos/{RepoNamespace}/{RepoName}",
      name: "GetRepo",
      action: async (call) => ({ data: { repo: repoShown(await call.need(REPO, repoIdIn(call))) } }),
    },
    {
      method: "POST",
      path: "/repos/{RepoNamespace}/{RepoName}",
      name: "UpdateRepo",
      action: async (call) => {
        const { RepoNamespace: _, RepoName: __, ...changeable } = REPO_ASKED;
        await call.modify(REPO, repoIdIn(call), taken(bodyOf(call.parameters, "Repo"), changeable));
        return {};
      },
    },
    {
      method: "DELETE",
      path: "/repos/{RepoNamespace}/{RepoName}",
      name: "DeleteRepo",
      action: async (call) => {
        await call.remove(REPO, repoIdIn(call));
        return {};
      },
    },
    {
      method: "GET",
      path: "/repos/{RepoNamespace}/{RepoName}/tags",
      name: "GetRepoTags",
      // Nobody pushes to the sandbox's registry.
      action: async (call) => {
        await call.need(REPO, repoIdIn(call));
        const { number, size } = pageOf([], call.parameters, { usual: 30, numberName: "Page" });
        return { data: { tags: [], total: 0, pageSize: size, page: number } };
      },
    },
  ],
};

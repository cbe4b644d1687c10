import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { type Fields, flag, shown, taken, text } from "../../fields.ts";
import { ApiError } from "../../problem.ts";
import { asking, listed, millisecondsAt, succeeded } from "./answers.ts";
import { instanceIn } from "./instance.ts";

const REPO = "alicloud:acrRepo";

const CHANGEABLE: Fields = {
  RepoType: text("repoType"),
  Summary: text("summary"),
  Detail: text("detail"),
  TagImmutability: flag("tagImmutability"),
};
const FIELDS: Fields = {
  InstanceId: text("instanceId"),
  RepoNamespaceName: text("namespace"),
  RepoName: text("name"),
  ...CHANGEABLE,
};

function described({ attributes }: CloudObject): Record<string, Value> {
  return {
    TagImmutability: false,
    ...shown(attributes, FIELDS),
    RepoId: String(attributes.repoId),
    RepoStatus: "NORMAL",
    RepoBuildType: "MANUAL",
    CreateTime: millisecondsAt(attributes, "createTime"),
    ModifiedTime: millisecondsAt(attributes, "createTime"),
  };
}

/** A repository by its id, or by the names that lead to it. */
async function found(call: Call): Promise<CloudObject | undefined> {
  const { parameters } = call;
  const repoId = parameters.text("RepoId");
  if (repoId) return (await call.all(REPO)).find(({ attributes }) => attributes.repoId === repoId);
  const names = ["InstanceId", "RepoNamespaceName", "RepoName"].map((name) => parameters.required(name));
  return call.find(REPO, names.join(":"));
}

async function needed(call: Call): Promise<CloudObject> {
  const repo = await found(call);
  if (repo) return repo;
  throw new ApiError(404, "REPO_NOT_EXIST", "repo is not exist");
}

export const REPOSITORY_ACTIONS: Readonly<Record<string, Action>> = {
  CreateRepository: async (call) => {
    const { parameters } = call;
    const repo = await call.create(REPO, {
      ...taken(parameters, FIELDS),
      namespaceId: `${parameters.required("InstanceId")}:${parameters.required("RepoNamespaceName")}`,
    });
    return succeeded({ RepoId: String(repo.attributes.repoId) });
  },
  GetRepository: asking(found, "REPO_NOT_EXIST", described),
  UpdateRepository: async (call) => {
    await call.modify(REPO, (await needed(call)).id, taken(call.parameters, CHANGEABLE));
    return succeeded();
  },
  DeleteRepository: async (call) => {
    await call.remove(REPO, (await needed(call)).id);
    return succeeded();
  },
  ListRepository: async (call) => {
    await instanceIn(call);
    const rows = (await call.all(REPO)).map(described);
    const filters = ["InstanceId", "RepoNamespaceName", "RepoName", "RepoStatus"];
    const { page, total, place } = listed(call, rows, filters);
    return succeeded({ ...place, TotalCount: String(total), Repositories: page });
  },
};

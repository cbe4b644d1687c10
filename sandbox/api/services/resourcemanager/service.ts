import { DEFAULT_RESOURCE_GROUP } from "../../../cloud/alicloud/vpc.ts";
import type { Account } from "../../account.ts";
import type { RpcService } from "../../action.ts";
import { pageOf } from "../../paging.ts";
import { ApiError } from "../../problem.ts";

/** When the account was opened, as far as anybody knows. */
const OPENED = "2020-01-01T00:00:00+08:00";

/** The group that every account has, and the sandbox's only one. */
const defaultGroup = (account: Account) => ({
  Id: DEFAULT_RESOURCE_GROUP,
  Name: "default",
  DisplayName: "default resource group",
  AccountId: account.id,
  CreateDate: OPENED,
  Status: "OK",
  Tags: { Tag: [] },
});

/** Resource groups. */
export const RESOURCEMANAGER: RpcService = {
  style: "RPC",
  product: "ResourceManager",
  version: "2020-03-31",
  sdk: "@alicloud/resourcemanager20200331",
  actions: {
    ListResourceGroups: ({ account, parameters }) => {
      const group = defaultGroup(account);
      const ids = parameters.list("ResourceGroupIds");
      const asked: Readonly<Record<string, string | undefined>> = {
        Id: parameters.text("ResourceGroupId"),
        Name: parameters.text("Name"),
        DisplayName: parameters.text("DisplayName"),
        Status: parameters.text("Status"),
      };
      const isWanted =
        (ids === undefined || ids.includes(group.Id)) &&
        Object.entries(asked).every(
          ([name, value]) =>
            !value || Object.entries(group).some(([key, has]) => key === name && has === value),
        );
      const { items, total, number, size } = pageOf(isWanted ? [group] : [], parameters);
      return {
        TotalCount: total,
        PageNumber: number,
        PageSize: size,
        ResourceGroups: { ResourceGroup: items },
      };
    },
    GetResourceGroup: ({ account, parameters, region }) => {
      const id = parameters.required("ResourceGroupId");
      if (id !== DEFAULT_RESOURCE_GROUP) {
        throw new ApiError(
          404,
          "EntityNotExists.ResourceGroup",
          `The resource group does not exist. (${id})`,
        );
      }
      return {
        ResourceGroup: {
          ...defaultGroup(account),
          RegionStatuses: { RegionStatus: [{ RegionId: region, Status: "OK" }] },
        },
      };
    },
  },
};

import { randomInt } from "node:crypto";
import type { CloudObject, Value } from "../../../cloud/object.ts";
import type { Action, Call } from "../../action.ts";
import { pageOf } from "../../paging.ts";
import type { Parameters } from "../../parameters.ts";
import { ApiError } from "../../problem.ts";
import { succeeded } from "./answers.ts";
import { type Order, type Ware, waresOf } from "./wares.ts";

const ORDER_DIGITS = 15;

function orderId(): string {
  return `2${Array.from({ length: ORDER_DIGITS - 1 }, () => randomInt(10)).join("")}`;
}

/** The ware of a request's product. @throws ApiError when the sandbox sells none of it */
function wareIn(parameters: Parameters): Ware {
  const code = parameters.required("ProductCode");
  const type = parameters.text("ProductType");
  const ware = waresOf(code).find(({ productTypes }) => !type || productTypes.includes(type));
  if (ware) return ware;
  throw new ApiError(
    404,
    "ProductNotFound",
    `Cannot find the product: the sandbox sells no ${code}${type ? ` of type ${type}` : ""}.`,
  );
}

function orderIn(parameters: Parameters): Order {
  return {
    subscriptionType: parameters.required("SubscriptionType"),
    period: parameters.integer("Period"),
    renewalStatus: parameters.text("RenewalStatus"),
    renewPeriod: parameters.integer("RenewPeriod"),
    parameters: Object.fromEntries(
      (parameters.records("Parameter") ?? []).map((one) => [one.required("Code"), one.text("Value") ?? ""]),
    ),
  };
}

interface Bought {
  readonly ware: Ware;
  readonly instance: CloudObject;
}

/** What was bought of some wares: of these ids, or all. */
async function bought(call: Call, wares: readonly Ware[], ids?: readonly string[]): Promise<Bought[]> {
  const found: Bought[] = [];
  for (const ware of wares) {
    for (const instance of await call.those(ware.type, ids)) found.push({ ware, instance });
  }
  return found;
}

function idsIn(parameters: Parameters): readonly string[] | undefined {
  return parameters.text("InstanceIDs")?.split(",").filter(Boolean);
}

function row({ ware, instance }: Bought, call: Call): Record<string, Value> {
  const { subscriptionType, createTime, endTime, renewalStatus, renewalMonths } = ware.contract(instance);
  return {
    InstanceID: instance.id,
    OwnerId: Number(call.account.id),
    ProductCode: ware.productCode,
    ProductType: ware.productTypes[0] ?? "",
    Region: instance.scope,
    SubscriptionType: subscriptionType,
    CreateTime: createTime,
    ...(endTime !== "" && { EndTime: endTime }),
    RenewStatus: renewalStatus,
    ...(renewalMonths > 0 && { RenewalDuration: renewalMonths, RenewalDurationUnit: "M" }),
    Status: instance.goneAt === undefined ? "Normal" : "Releasing",
    SubStatus: "Normal",
  };
}

/** Buying, and what becomes of what was bought. */
export const ORDER_ACTIONS: Readonly<Record<string, Action>> = {
  CreateInstance: async (call) => {
    const ware = wareIn(call.parameters);
    if (ware.delivered === undefined) {
      throw new ApiError(400, "NotApplicable", `${ware.productCode} is bought from its own service.`);
    }
    const { id } = await call.create(ware.type, ware.delivered(orderIn(call.parameters)));
    return succeeded({ InstanceId: id, OrderId: orderId() });
  },
  RefundInstance: async (call) => {
    const { parameters } = call;
    const id = parameters.required("InstanceId");
    const [found] = await bought(call, [wareIn(parameters)], [id]);
    if (found === undefined) {
      throw new ApiError(404, "ResourceNotExists", `The specified resource does not exist. (${id})`);
    }
    await call.remove(found.ware.type, id);
    return succeeded({ OrderId: Number(orderId()), HostId: "" });
  },
  QueryAvailableInstances: async (call) => {
    const { parameters } = call;
    const asked = {
      Region: parameters.text("Region"),
      SubscriptionType: parameters.text("SubscriptionType"),
      RenewStatus: parameters.text("RenewStatus"),
    };
    const rows = (await bought(call, waresOf(parameters.text("ProductCode")), idsIn(parameters)))
      .map((one) => row(one, call))
      .filter((one) => Object.entries(asked).every(([name, value]) => !value || one[name] === value));
    const { items, total, number, size } = pageOf(rows, parameters, {
      usual: 20,
      most: 300,
      numberName: "PageNum",
    });
    return succeeded({ InstanceList: [...items], TotalCount: total, PageNum: number, PageSize: size });
  },
  SetRenewal: async (call) => {
    const { parameters } = call;
    const wares = waresOf(parameters.text("ProductCode"));
    const unit = parameters.text("RenewalPeriodUnit") === "Y" ? 12 : 1;
    const period = parameters.integer("RenewalPeriod");
    for (const { ware, instance } of await bought(call, wares, idsIn(parameters) ?? [""])) {
      await call.modify(
        ware.type,
        instance.id,
        ware.renewed({
          status: parameters.required("RenewalStatus"),
          months: period === undefined ? undefined : period * unit,
        }),
      );
    }
    return succeeded();
  },
};

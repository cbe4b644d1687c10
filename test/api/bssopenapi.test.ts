import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PRICE_LIST } from "../../sandbox/api/services/bssopenapi/price-list.ts";
import { type RunningApi, runningApi } from "./running-api.ts";
import { objections } from "./sdk-models.ts";

const VERSION = "2017-12-14";

describe("BssOpenApi", () => {
  let api: RunningApi;
  const ask = (action: string, parameters: Record<string, unknown>) => api.rpc(VERSION, action, parameters);

  beforeEach(async () => {
    api = await runningApi();
  });

  afterEach(async () => {
    await api.close();
  });

  const order = {
    ProductCode: "acr",
    ProductType: "acr_ee_public_cn",
    SubscriptionType: "Subscription",
    Period: 12,
    ClientToken: "the-same-order",
    Parameter: [
      { Code: "InstanceName", Value: "hougu" },
      { Code: "InstanceType", Value: "Standard" },
    ],
  };

  it("knows what was bought, until when, and how it renews; the same order buys nothing twice", async () => {
    const first = await ask("CreateInstance", order);
    const again = await ask("CreateInstance", order);
    expect(again.Data.InstanceId).toBe(first.Data.InstanceId);
    await expect.poll(() => api.cloud.isSettled()).toBe(true);
    const { InstanceId } = first.Data;
    await ask("SetRenewal", {
      InstanceIDs: InstanceId,
      ProductCode: "acr",
      SubscriptionType: "Subscription",
      RenewalStatus: "AutoRenewal",
      RenewalPeriod: 1,
      RenewalPeriodUnit: "Y",
    });
    const { Data } = await ask("QueryAvailableInstances", { ProductCode: "acr", Region: "cn-hangzhou" });
    expect(Data).toMatchObject({
      TotalCount: 1,
      InstanceList: [
        {
          InstanceID: InstanceId,
          ProductCode: "acr",
          SubscriptionType: "Subscription",
          RenewStatus: "AutoRenewal",
          RenewalDuration: 12,
          Status: "Normal",
        },
      ],
    });
    const [{ CreateTime, EndTime }] = Data.InstanceList;
    expect(new Date(EndTime).getUTCFullYear()).toBe(new Date(CreateTime).getUTCFullYear() + 1);
    expect((await ask("QueryAvailableInstances", { ProductCode: "ons" })).Data.InstanceList).toEqual([]);
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("refuses products that it doesn't sell, and to take back what nobody has", async () => {
    await expect(
      ask("CreateInstance", { ...order, ProductCode: "waf", ProductType: "" }),
    ).rejects.toMatchObject({
      code: "ProductNotFound",
    });
    await expect(
      ask("RefundInstance", { InstanceId: "cri-nobody", ProductCode: "acr" }),
    ).rejects.toMatchObject({ code: "ResourceNotExists", statusCode: 404 });
  });

  it("says prices that it has a source for, and no others", async () => {
    const price = (module: Record<string, unknown>, more: Record<string, unknown> = {}) =>
      ask("GetPayAsYouGoPrice", {
        ProductCode: "eip",
        SubscriptionType: "PayAsYouGo",
        Region: "cn-hangzhou",
        ModuleList: [module],
        ...more,
      });
    const traffic = { ModuleCode: "InternetTrafficOut", PriceType: "Usage", Config: "InternetTrafficOut:40" };
    expect((await price(traffic)).Data).toMatchObject({
      Currency: "USD",
      ModuleDetails: {
        ModuleDetail: [{ ModuleCode: "InternetTrafficOut", UnitPrice: 0.125, OriginalCost: 5 }],
      },
    });
    for (const unknown of [
      price({ ...traffic, ModuleCode: "InstanceRent", Config: "InstanceRent:1", PriceType: "Hour" }),
      price(traffic, { Region: "eu-central-1" }),
      price(traffic, { ProductCode: "ecs" }),
      price({ ...traffic, Config: "InternetTrafficOut:much" }),
      ask("GetSubscriptionPrice", {
        ProductCode: "eip",
        SubscriptionType: "Subscription",
        OrderType: "NewOrder",
        ModuleList: [{ ModuleCode: "Bandwidth", Config: "Bandwidth:1" }],
      }),
    ]) {
      await expect(unknown).rejects.toMatchObject({ code: "PricingModuleNotFound" });
    }
    expect(objections(api.exchanges)).toEqual([]);
  });

  it("has a source for every price", () => {
    for (const { source } of PRICE_LIST) expect(source).toMatch(/^https:\/\/\S*(alibabacloud|aliyun)\.com\//);
  });
});

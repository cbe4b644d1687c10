import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { Catalogue, PRICES } from "../../cost/catalogue/catalogue.ts";
import { bssAsk } from "../../cost/refresh/bss-client.ts";
import { questionOf } from "../../cost/refresh/questions.ts";
import { refresh } from "../../cost/refresh/refresh.ts";
import { runningApi } from "../api/running-api.ts";

const TODAY = "2027-02-03";
const REGION = "cn-hangzhou";
const chosen = (...skus: readonly string[]) => PRICES.filter(({ sku }) => skus.includes(sku));

/** A server that answers as BssOpenApi does, in one currency; it keeps what it was asked. */
async function priceServer(currency: string, cost: number) {
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const query = new URLSearchParams(request.url?.split("?")[1] ?? "");
      for (const [name, value] of new URLSearchParams(body)) query.set(name, value);
      query.set("Action", query.get("Action") ?? String(request.headers["x-acs-action"]));
      asked.push(query);
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          Code: "Success",
          Success: true,
          Data: {
            Currency: currency,
            ModuleDetails: {
              ModuleDetail: [
                { ModuleCode: "x", UnitPrice: 0.1, OriginalCost: cost, CostAfterDiscount: cost / 2 },
              ],
            },
          },
        }),
      );
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const access = { accessKeyId: "key", accessKeySecret: "secret", endpoint: `127.0.0.1:${port}` };
  return { asked, ask: bssAsk({ ...access, protocol: "HTTP" }) };
}

describe("with the official SDK, on a server that speaks the API", () => {
  it("takes list prices in yuan, on demand and by the month, before discounts", async () => {
    const { asked, ask } = await priceServer("CNY", 0.97);
    const { prices, refused } = await refresh(chosen("ecs.g7.xlarge"), REGION, ask, TODAY);
    expect(refused).toEqual([]);
    expect(prices.map(({ term, cny, date, assumption }) => [term, cny, date, assumption])).toEqual([
      ["on-demand", "0.97", TODAY, undefined],
      ["subscription", "0.97", TODAY, undefined],
    ]);
    expect(asked.map((query) => query.get("Action"))).toEqual(["GetPayAsYouGoPrice", "GetSubscriptionPrice"]);
    expect(asked[0]?.get("ModuleList.1.Config")).toBe(
      "InstanceType:ecs.g7.xlarge,IoOptimized:IoOptimized,ImageOs:linux,InstanceTypeFamily:ecs.g7",
    );
    expect(new Catalogue(prices).price("ecs.g7.xlarge", REGION)?.cny).toBe("0.97");
  });

  it("divides what is asked for many units", async () => {
    const { ask } = await priceServer("CNY", 0.21);
    const { prices } = await refresh(chosen("disk.cloud_essd.PL1"), REGION, ask, TODAY);
    expect(prices.map(({ unit, cny }) => [unit, cny])).toEqual([["GB-hour", "0.0021"]]);
  });

  it("never converts another currency", async () => {
    const { ask } = await priceServer("USD", 0.14);
    const { prices, refused } = await refresh(chosen("eip.traffic"), REGION, ask, TODAY);
    expect(prices).toEqual([]);
    expect(refused.map(({ reason }) => reason)).toEqual(["priced in USD, not in CNY"]);
  });
});

it("asks the sandbox's API, signed: what it knows is in dollars, what it doesn't know it refuses", async () => {
  const api = await runningApi();
  onTestFinished(() => api.close());
  const { host, port } = api.listening;
  const ask = bssAsk({ ...api.account, endpoint: `${host}:${port}`, protocol: "HTTP" });
  const { prices, refused } = await refresh(chosen("eip.traffic", "disk.cloud_essd.PL1"), REGION, ask, TODAY);
  expect(prices).toEqual([]);
  expect(refused.map(({ price, reason }) => [price.sku, reason])).toEqual([
    ["disk.cloud_essd.PL1", expect.stringContaining("PricingModuleNotFound")],
    ["eip.traffic", "priced in USD, not in CNY"],
  ]);
});

it("leaves alone what no pricing module is documented for, and other regions", async () => {
  const ask = () => Promise.reject(new Error("asked"));
  const { unasked, refused } = await refresh(chosen("waf.secu", "acr.basic"), REGION, ask, TODAY);
  expect(unasked.map(({ sku }) => sku)).toEqual(["waf.secu", "acr.basic"]);
  expect(refused).toEqual([]);
  expect(await refresh(PRICES, "on-mars", ask, TODAY)).toEqual({ prices: [], refused: [], unasked: [] });
});

it("names the family as the module wants it", () => {
  const [price] = chosen("ecs.u1-c1m2.large");
  if (!price) throw new Error("no price");
  expect(questionOf(price)?.module.config).toContain("InstanceTypeFamily:ecs.u1");
});

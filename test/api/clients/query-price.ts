// Asks what a month's traffic of an EIP costs, with the official SDK.
import sdk from "@alicloud/bssopenapi20171214";
import { configuration, variable } from "./configuration.ts";

const config = configuration("BSSOPENAPI");
const client = new sdk.default(config as never);

const { body } = await client.getPayAsYouGoPrice(
  new sdk.GetPayAsYouGoPriceRequest({
    productCode: "eip",
    subscriptionType: "PayAsYouGo",
    region: config.regionId,
    moduleList: [
      new sdk.GetPayAsYouGoPriceRequestModuleList({
        moduleCode: "InternetTrafficOut",
        priceType: "Usage",
        config: `InternetTrafficOut:${variable("GIGABYTES")}`,
      }),
    ],
  }),
);
for (const { moduleCode, originalCost } of body?.data?.moduleDetails?.moduleDetail ?? []) {
  console.log(`${moduleCode} ${originalCost} ${body?.data?.currency}`);
}

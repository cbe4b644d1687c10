// Tags a VPC by its resource name and finds it by its tag, with the official SDK.
import sdk from "@alicloud/tag20180828";
import { configuration, variable } from "./configuration.ts";

const config = configuration("TAG");
const client = new sdk.default(config as never);
const { regionId } = config;
const name = `arn:acs:vpc:${regionId}:${variable("ALICLOUD_ACCOUNT_ID")}:vpc/${variable("VPC_ID")}`;
const tags = JSON.stringify({ owner: "platform" });

const { body } = await client.tagResources(
  new sdk.TagResourcesRequest({ regionId, resourceARN: [name], tags }),
);
for (const { resourceARN, result } of body?.failedResources?.failedResource ?? []) {
  console.log(`failed ${resourceARN} ${result?.code}`);
}

const listed = await client.listTagResources(new sdk.ListTagResourcesRequest({ regionId, tags }));
for (const { resourceARN, tags: own } of listed.body?.tagResources ?? []) {
  console.log(`${resourceARN} ${(own ?? []).map(({ key, value }) => `${key}=${value}`).join(" ")}`);
}

// Lists the instances of a region, page by page, with the official SDK.
import sdk from "@alicloud/ecs20140526";
import { configuration } from "./configuration.ts";

const config = configuration("ECS");
const client = new sdk.default(config as never);

for (let pageNumber = 1, seen = 0; ; pageNumber += 1) {
  const { body } = await client.describeInstances(
    new sdk.DescribeInstancesRequest({ regionId: config.regionId, pageNumber, pageSize: 10 }),
  );
  const instances = body?.instances?.instance ?? [];
  for (const { instanceId, instanceName, status } of instances) {
    console.log(`${instanceId} ${instanceName} ${status}`);
  }
  seen += instances.length;
  if (instances.length === 0 || seen >= (body?.totalCount ?? 0)) {
    console.log(`total ${body?.totalCount ?? 0}`);
    break;
  }
}

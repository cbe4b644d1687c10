// As the program does it: see components/start.
import "../../../components/start/lazy-modules.ts";
import "../../../components/start/promise-stacks.ts";
import { Provider } from "@pulumi/alicloud/provider.js";
import { Network } from "@pulumi/alicloud/vpc/network.js";
import { Config } from "@pulumi/pulumi";

const count = new Config().requireNumber("count");
const provider = new Provider("alicloud", { region: "cn-hangzhou", protocol: "HTTP" });
const tags = { owner: "bench", service: "platform", environment: "dev", "cost-centre": "bench" };
for (let index = 0; index < count; index += 1) {
  new Network(
    `vpc-${index}`,
    { vpcName: `vpc-${index}`, cidrBlock: "10.0.0.0/8", tags },
    { provider, protect: true },
  );
}

/**
 * The process that is measured: `node server.ts <folder> <stored>`. A cloud with so many VPCs in it and the API on top.
 * Says one line when it answers: its port, the key, an id, and what starting took.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { accountIn } from "../../sandbox/api/account.ts";
import { CloudApi } from "../../sandbox/api/api.ts";
import { serve } from "../../sandbox/api/server.ts";
import { SERVICES } from "../../sandbox/api/services.ts";
import { Cloud } from "../../sandbox/cloud/cloud.ts";
import { CLOUD_TYPES } from "../../sandbox/cloud/types.ts";

const [folder = "", stored = "0"] = process.argv.slice(2);
const REGION = "cn-hangzhou";
const settings = join(folder, "cloud", "settings.json");
const began = performance.now();
const cloud = Cloud.open(join(folder, "cloud"), { types: CLOUD_TYPES });
// The account's quota is ten; here it is the store that is looked at.
writeFileSync(settings, JSON.stringify({ quotas: { "alicloud:vpc": 1_000_000 } }));
const opened = performance.now() - began;
let last = "";
for (let index = cloud.list().length; index < Number(stored); index += 1) {
  const { id } = await cloud.create({ region: REGION }, "alicloud:vpc", { vpcName: `v${index}` });
  last = id;
}
last ||= cloud.list()[0]?.id ?? "";
const account = accountIn(folder);
const api = new CloudApi({ cloud, account, services: SERVICES, region: REGION });
const { host, port } = await serve(api);
console.log(JSON.stringify({ host, port, account, id: last, openedMs: opened }));

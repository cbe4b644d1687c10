/** `npm run dashboards:file -- STACK [FOLDER]`: the file that a stack's machines fetch, to publish at its hougu:observability.dashboards.pages. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readEnvironment } from "../../components/config/stack-file.ts";
import { promisedOf } from "../../components/environment/monitoring-guests.ts";
import { pagesFile } from "../../components/observability/grafana.ts";
import { RUNBOOKS_FOLDER } from "../../components/observability/rules/render-rules.ts";

const [stack, folder = "."] = process.argv.slice(2);
if (stack === undefined) {
  console.error("usage: npm run dashboards:file -- STACK [FOLDER]");
  process.exit(2);
}
const environment = readEnvironment(join(import.meta.dirname, "..", "..", `Pulumi.${stack}.yaml`));
const { dashboards, alerts } = environment.observability ?? {};
if (!dashboards) {
  console.error(`Pulumi.${stack}.yaml has no hougu:observability.dashboards, so nobody fetches such a file`);
  process.exit(1);
}
const { name, content } = pagesFile({
  lang: dashboards.language,
  promised: promisedOf(environment),
  runbooks: alerts?.runbooks ?? RUNBOOKS_FOLDER,
});
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, name), content);
console.log(`${join(folder, name)} -> ${dashboards.pages}/${name}`);

/** `npm run runbooks:docs`: renews docs/runbooks/README.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { everyAlert } from "./alerts.ts";
import { renderIndex } from "./index-page.ts";
import { FOLDER, INDEX, readPages } from "./page.ts";

writeFileSync(join(FOLDER, INDEX), renderIndex(everyAlert(), readPages()));

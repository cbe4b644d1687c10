/** `npm run dashboards:docs`: writes docs/dashboards.md; a test compares it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROMISED } from "../../test/observability/promised.ts";
import { renderPage } from "./render.ts";

writeFileSync(join(import.meta.dirname, "../../docs/dashboards.md"), renderPage(PROMISED));

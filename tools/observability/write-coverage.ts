/** `npm run observability:docs`: renews docs/observability.md. */
import { writeFileSync } from "node:fs";
import { COVERAGE_PAGE, renderCoveragePage } from "./coverage-page.ts";

writeFileSync(COVERAGE_PAGE, renderCoveragePage());

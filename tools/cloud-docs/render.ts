import type { Covered } from "./coverage.ts";

const INTRODUCTION = `# What the sandbox's API serves

Written by \`npm run cloud:docs\`, which runs the API's tests and notes what each of them calls. A test says when this page
doesn't have exactly the actions that are served.

\`npx hougu cloud\` serves these actions of Alibaba Cloud's own HTTP API on the sandbox's cloud. Any other is refused with
the service's own \`InvalidAction.NotFound\`, and a line in the log names it.

"SDK" says whether the models of the official SDK judge requests and answers in the tests. Where there is none, no
registry that is reached here serves that SDK: the shapes are then those that Alibaba Cloud's Terraform provider reads,
which lives on them.
`;

/** The page as Markdown. */
export function renderCoverage(covered: readonly Covered[]): string {
  const products = [...new Set(covered.map(({ product, version }) => `${product} ${version}`))];
  const sections = products.map((title) => {
    const rows = covered.filter(({ product, version }) => `${product} ${version}` === title);
    const [first] = rows;
    const isRoa = first?.style === "ROA";
    return [
      `## ${title}`,
      "",
      `${first?.style ?? ""}; SDK: ${first?.sdk ? `\`${first.sdk}\`` : "none in reach"}.`,
      "",
      isRoa ? "| action | method and path | exercised by |" : "| action | exercised by |",
      isRoa ? "| --- | --- | --- |" : "| --- | --- |",
      ...rows.map(({ action, route, exercisedBy }) => {
        const by = exercisedBy.map((test) => `\`${test}\``).join(", ") || "-";
        return isRoa ? `| ${action} | \`${route}\` | ${by} |` : `| ${action} | ${by} |`;
      }),
      "",
    ].join("\n");
  });
  return `${[INTRODUCTION, summaryOf(covered), ...sections].join("\n").trimEnd()}\n`;
}

function summaryOf(covered: readonly Covered[]): string {
  const services = new Set(covered.map(({ product, version }) => `${product} ${version}`)).size;
  const exercised = covered.filter(({ exercisedBy }) => exercisedBy.length > 0).length;
  return `${covered.length} actions of ${services} services; ${exercised} are called by a test or a life of the real provider.\n`;
}

/** What a page says is served: \`<product> <version> <action>\`. */
export function servedIn(page: string): readonly string[] {
  let title = "";
  return page.split("\n").flatMap((line) => {
    const heading = /^## (.+)$/.exec(line)?.[1];
    if (heading !== undefined) title = heading;
    const action = /^\| (\w+) \|/.exec(line)?.[1];
    return title !== "" && action !== undefined && action !== "action" ? [`${title} ${action}`] : [];
  });
}

/**
 * Sends traces of two spans each to the relay of this machine by OTLP/HTTP; the ids follow from names, so that a test knows
 * them. `node send-traces.ts parents|children GROUP...`, a group as `{ name, count, miniProgram, milliseconds, failed }`:
 * one machine sends the parents, another one the children.
 */
import { childSpan, type Group, parentSpan, traceIds } from "./traces.ts";

const [which, ...groups] = process.argv.slice(2);
for (const text of groups) {
  const group = JSON.parse(text) as Group;
  const spans = traceIds(group).map((trace) =>
    which === "parents" ? parentSpan(trace, group) : childSpan(trace, group),
  );
  const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });
  for (let from = 0; from < spans.length; from += 50) {
    const response = await fetch("http://127.0.0.1:4318/v1/traces", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        resourceSpans: [
          {
            resource: {
              attributes: [
                attribute("service.name", `${group.miniProgram}-api`),
                attribute("service.namespace", group.miniProgram),
              ],
            },
            scopeSpans: [{ scope: { name: "test" }, spans: spans.slice(from, from + 50) }],
          },
        ],
      }),
    });
    if (!response.ok) throw new Error(`the relay answers ${response.status}: ${await response.text()}`);
  }
}

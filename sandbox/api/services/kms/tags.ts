import type { Parameters } from "../../parameters.ts";

/** `[{"TagKey":"owner","TagValue":"platform"}]`, as requests that create have their tags. */
export function tagsIn(parameters: Parameters): Record<string, string> | undefined {
  const records = parameters.records("Tags");
  return (
    records && Object.fromEntries(records.map((tag) => [tag.required("TagKey"), tag.text("TagValue") ?? ""]))
  );
}

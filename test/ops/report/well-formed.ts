/** Elements that have no end (HTML, "void elements"). */
const VOID = new Set(["meta", "link", "br", "wbr"]);
/** Elements whose content is no markup. */
const RAW = /<(style|script)>[\s\S]*?<\/\1>/g;

/**
 * What is wrong with a page's markup: ends without beginnings, text that would be taken for markup, attributes without
 * quotes. Strict as XML is: what passes here every browser reads alike.
 */
export function faultsOf(page: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const markup = page.replace(/^<!doctype html>/, "").replaceAll(RAW, "");
  const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[\w:-]+="[^"<>]*")*)\s*(\/?)>/giy;
  for (let at = 0; at < markup.length; ) {
    if (markup[at] !== "<") {
      const next = markup.indexOf("<", at);
      const end = next < 0 ? markup.length : next;
      faults.push(...textFaults(markup.slice(at, end)));
      at = end;
      continue;
    }
    tag.lastIndex = at;
    const match = tag.exec(markup);
    if (!match) return [...faults, `no tag: ${markup.slice(at, at + 60)}`];
    const [whole, closes, name = "", attributes = "", empty] = match;
    faults.push(...textFaults(attributes));
    if (closes) {
      const last = open.pop();
      if (last !== name) return [...faults, `</${name}> ends <${last}>: ${markup.slice(at - 80, at)}`];
    } else if (!empty && !VOID.has(name)) open.push(name);
    at += whole.length;
  }
  return [...faults, ...open.map((name) => `<${name}> never ends`)];
}

function textFaults(text: string): string[] {
  const faults = [];
  if (text.includes(">")) faults.push(`a bare >: ${text.slice(0, 60)}`);
  if (/&(?!amp;|lt;|gt;|quot;|#39;)/.test(text)) faults.push(`a bare &: ${text.slice(0, 60)}`);
  return faults;
}

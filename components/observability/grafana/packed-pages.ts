/** Keys whose texts differ from panel to panel; on-machine/place-dashboards.py knows the same. */
const TEXTS = ["title", "description", "legendFormat", "expr", "url"];

/**
 * All pages in one text, as they travel in a machine's user data, which is small: words and queries stand apart, and what
 * is left is so much alike that both compress to a fifth less than pages do. In place of a text is `0`, and texts come in
 * the order of these places.
 */
export function packedPages(pages: Readonly<Record<string, unknown>>): string {
  const texts: string[] = [];
  const bones = JSON.stringify(pages, (key, value: unknown) => {
    if (typeof value !== "string" || !TEXTS.includes(key)) return value;
    texts.push(value);
    return 0;
  });
  return `{"pages":${bones},\n"texts":${JSON.stringify(texts)}}\n`;
}

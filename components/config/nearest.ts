/** Optimal string alignment: insertions, deletions, changes, and swaps of neighbours. */
function edits(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + change);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1);
      rows[i]?.push(best);
    }
  }
  return at(a.length, b.length);
}

/** The known word that a misspelt one most likely meant; `undefined` when none is near. Letter case doesn't count. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let found: { readonly candidate: string; readonly distance: number } | undefined;
  // A third of the letters may be wrong, as a compiler's suggestions have it.
  const limit = Math.max(1, Math.floor(word.length / 3));
  // Nothing that a person mistyped is longer; keeps the table small for hostile input.
  if (word.length > 64) return undefined;
  for (const candidate of known) {
    const distance = edits(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit && distance < (found?.distance ?? Number.POSITIVE_INFINITY))
      found = { candidate, distance };
  }
  return found?.candidate;
}

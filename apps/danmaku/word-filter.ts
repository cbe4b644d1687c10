/** Judges a comment's text before anybody sees it. A service that moderates content is one more of these. */
export interface WordFilter {
  /** @returns false for what nobody may see */
  allows(text: string): Promise<boolean>;
}

/** Refuses listed words, also those that are spaced out, in capitals or full width. */
export function listedWords(words: readonly string[]): WordFilter {
  const listed = words.map(folded).filter((word) => word !== "");
  return {
    allows: async (text) => {
      const own = folded(text);
      return !listed.some((word) => own.includes(word));
    },
  };
}

function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

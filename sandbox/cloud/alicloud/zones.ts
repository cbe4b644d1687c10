/**
 * Alibaba Cloud names a zone after its region and a letter, e.g. `cn-hangzhou-k`. Which letters are in use changes from
 * month to month, so any is taken; another region's is not.
 */
export function isZoneOf(region: string, zone: string): boolean {
  return zone.startsWith(`${region}-`) && /^[a-z]$/.test(zone.slice(region.length + 1));
}

/** The zones that a list of a region's zones shows. */
export function zonesOf(region: string): readonly string[] {
  return (LETTERS[region] ?? ["a", "b", "c"]).map((letter) => `${region}-${letter}`);
}

const LETTERS: Readonly<Record<string, readonly string[]>> = {
  "cn-hangzhou": ["g", "h", "i", "j", "k"],
  "cn-shanghai": ["b", "e", "f", "g", "l", "m", "n"],
  "cn-beijing": ["f", "g", "h", "i", "j", "k", "l"],
  "cn-shenzhen": ["c", "d", "e", "f"],
};

/** The regions of which a list of regions tells. */
export const REGIONS: readonly string[] = Object.keys(LETTERS);

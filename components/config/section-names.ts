/** Keys of the stack configuration that aren't secrets, without the namespace `hougu:`, in the order of the files. */
export const SECTION_NAMES = [
  "environment",
  "region",
  "zones",
  "network",
  "alicloud",
  "vsphere",
  "artist",
  "food",
  "tags",
  "budget",
  "retention",
  "contacts",
  "data",
  "images",
  "waf",
  "kubernetes",
  "messaging",
  "observability",
] as const;
export type SectionName = (typeof SECTION_NAMES)[number];

/** Sections that may be left out; every other one must be written. */
export const OPTIONAL_SECTIONS: ReadonlySet<SectionName> = new Set([
  "vsphere",
  "data",
  "images",
  "waf",
  "kubernetes",
  "messaging",
  "observability",
]);

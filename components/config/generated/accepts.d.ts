/** Fills the defaults of every section into `sections` and tells whether the whole has the schema's shape. */
export function accepts(sections: unknown): boolean;

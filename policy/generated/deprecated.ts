export const DEPRECATED_PROPERTIES: Readonly<Record<string, readonly string[]>> = {};
export const DEPRECATED_RESOURCES: Readonly<Record<string, string>> = {};

/** What lies where in a sandbox's folder. */
export const CLOUD_FOLDER = "cloud";
/** Vcenters that the configuration of some stack names, with their inventory. */
export const VCENTERS_FILE = "vcenters.json";
/** What the process wrote, for when it didn't come up. */
export const LOG_FILE = "process.log";

/** What the HTTP API has to say to an operator: one line each, e.g. an action that it does not support. */
export const API_LOG_FILE = "api.log";

/** What lies where in a sandbox's folder. */
export const CLOUD_FOLDER = "cloud";
/** Vcenters that the configuration of some stack names, with their inventory. */
export const VCENTERS_FILE = "vcenters.json";
/** What the process wrote, for when it didn't come up. */
export const LOG_FILE = "process.log";

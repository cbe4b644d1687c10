/**
 * When the cloud may touch a store, in UTC: 02:00 to 06:00 in China, between the last photographers of the night and the
 * first breakfast. A backup begins with the window.
 */
export const WINDOW_BEGINS = "18:00Z";
export const WINDOW_ENDS = "22:00Z";
export const BACKUP_HOUR = "18:00Z-19:00Z";

export const EVERY_DAY = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

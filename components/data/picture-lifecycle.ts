import type { PictureSettings } from "../config/data.ts";

/** Days until the parts of an upload that nobody finished are thrown away: phones retry for hours, not for days. */
const UNFINISHED_UPLOAD_DAYS = 7;

/** How pictures age. One rule for the whole bucket: OSS applies the earliest transition that fits. */
export function pictureLifecycle(settings: PictureSettings) {
  return [
    {
      id: "age",
      enabled: true,
      prefix: "",
      transitions: [
        { days: settings.infrequentAfterDays, storageClass: "IA" },
        { days: settings.archiveAfterDays, storageClass: "Archive" },
      ],
      // An overwritten or deleted picture is an old version: it can be brought back until then.
      noncurrentVersionExpirations: [{ days: settings.oldVersionsDays }],
      // A mark that hides nothing any more slows listings down.
      expirations: [{ expiredObjectDeleteMarker: true }],
      abortMultipartUploads: [{ days: UNFINISHED_UPLOAD_DAYS }],
    },
  ];
}

/** How access logs age: gone after as many days as all logs. */
export function logLifecycle(logsDays: number) {
  return [
    {
      id: "expire",
      enabled: true,
      prefix: "",
      expirations: [{ days: logsDays }],
      abortMultipartUploads: [{ days: UNFINISHED_UPLOAD_DAYS }],
    },
  ];
}

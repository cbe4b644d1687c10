export const INSTANCE_NOT_FOUND = {
  code: "InvalidInstanceId.NotFound",
  message: "The specified InstanceId does not exist.",
} as const;

export const DISK_NOT_FOUND = {
  code: "InvalidDiskId.NotFound",
  message: "The specified disk does not exist.",
} as const;

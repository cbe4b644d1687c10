/** An image that anybody may boot, as DescribeImages lists it. */
export interface Image {
  readonly id: string;
  readonly osName: string;
  readonly osType: "linux";
  /** Size in GiB: a system disk can't be smaller. */
  readonly size: number;
}

/** A few of those that Alibaba Cloud publishes, newest first. */
export const PUBLIC_IMAGES: readonly Image[] = [
  { id: "debian_12_8_x64_20G_alibase_20241216.vhd", osName: "Debian 12.8 64 bit", osType: "linux", size: 20 },
  { id: "debian_12_6_x64_20G_alibase_20240711.vhd", osName: "Debian 12.6 64 bit", osType: "linux", size: 20 },
  {
    id: "aliyun_3_x64_20G_alibase_20241218.vhd",
    osName: "Alibaba Cloud Linux 3.2104 LTS 64 bit",
    osType: "linux",
    size: 20,
  },
];

const CUSTOM_IMAGE_GIB = 20;

/**
 * The image of an id. Public images come and go by the month, so any id that is built like one counts; the size stands
 * in it. `m-...` is an account's own.
 */
export function imageOf(id: string): Image | undefined {
  const known = PUBLIC_IMAGES.find((image) => image.id === id);
  if (known) return known;
  const size = /^\w+_x64_(\d+)G_\w+_\d{8}\.vhd$/.exec(id)?.[1];
  if (size !== undefined) return { id, osName: id, osType: "linux", size: Number(size) };
  return /^m-[0-9a-z]{20}$/.test(id)
    ? { id, osName: "Linux", osType: "linux", size: CUSTOM_IMAGE_GIB }
    : undefined;
}

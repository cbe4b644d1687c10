/** An IPv4 block: its first address as a number, and the length of its prefix. */
export interface Block {
  readonly first: number;
  readonly prefix: number;
}

/** `10.0.0.1` as a number from 0 to 2^32 - 1. The text must be an IPv4 address. */
export function addressToNumber(address: string): number {
  return address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

/** The number of an address as dotted decimal. */
export function numberToAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

/** Number of addresses in a block. */
export function sizeOf({ prefix }: Block): number {
  return 2 ** (32 - prefix);
}

/** Reads CIDR notation; `first` is the address as written, with any host bits: see {@link network}. */
export function parseBlock(cidr: string): Block {
  const [address = "", prefix = ""] = cidr.split("/");
  return { first: addressToNumber(address), prefix: Number(prefix) };
}

/** The same block with its host bits cleared: what `10.20.1.0/16` should have been. */
export function network(block: Block): Block {
  const size = sizeOf(block);
  return { first: Math.floor(block.first / size) * size, prefix: block.prefix };
}

/** CIDR notation of a block. */
export function formatBlock({ first, prefix }: Block): string {
  return `${numberToAddress(first)}/${prefix}`;
}

/** True when one block holds the address. */
export function contains(block: Block, address: number): boolean {
  const { first } = network(block);
  return address >= first && address < first + sizeOf(block);
}

/** True when the blocks share an address. */
export function overlaps(a: Block, b: Block): boolean {
  return contains(a, network(b).first) || contains(b, network(a).first);
}

/** RFC 1918. */
const PRIVATE_BLOCKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(parseBlock);

/** True when every address of the block is private. */
export function isPrivate(block: Block): boolean {
  return PRIVATE_BLOCKS.some((area) => area.prefix <= block.prefix && contains(area, block.first));
}

import { MINI_PROGRAMS, type MiniProgramName } from "../config/environment.ts";
import { addressToNumber, numberToAddress, parseBlock } from "../config/ipv4.ts";

/** Behind what vpc-addresses.ts gives to the Tomcats of all mini-programs: 16 free ones and 64 for each. */
const FIRST_IN_SUBNET = 16 + MINI_PROGRAMS.length * 64;
/** More than the five nodes that the configuration allows, so that its limit can rise without moving a host. */
const RUN = 8;

/**
 * Behind what segment-addresses.ts gives to edges and Tomcats: three for each pair and twelve Tomcats, the most that the
 * configuration allows, for each mini-program.
 */
export const FIRST_ON_SEGMENT = MINI_PROGRAMS.length * (3 + 12);

/** A broker's address in its zone's app subnet, by its number (from 1): whatever zones the others stand in. */
export function brokerAddress(subnet: string, miniProgram: MiniProgramName, number: number): string {
  if (number > RUN) throw new RangeError(`${RUN} brokers have an address, got number ${number}`);
  const first = parseBlock(subnet).first + FIRST_IN_SUBNET + MINI_PROGRAMS.indexOf(miniProgram) * RUN;
  return numberToAddress(first + number - 1);
}

/** A broker's address on the vSphere segment: in turn, one for each mini-program, as the Tomcats'. */
export function brokerSegmentAddress(
  firstAddress: string,
  miniProgram: MiniProgramName,
  number: number,
): string {
  const turn = MINI_PROGRAMS.indexOf(miniProgram);
  const offset = FIRST_ON_SEGMENT + (number - 1) * MINI_PROGRAMS.length + turn;
  return numberToAddress(addressToNumber(firstAddress) + offset);
}

import { MINI_PROGRAMS, type MiniProgramName } from "../config/environment.ts";
import { numberToAddress, parseBlock } from "../config/ipv4.ts";

// A vSwitch's first three and last three addresses belong to the cloud (its older documents say the first one):
// https://www.alibabacloud.com/help/en/vpc/developer-reference/api-vpc-2016-04-28-createvswitchcidrreservation
// The first sixteen stay free here, so that what is added by hand some day (a bastion, a test) has a place.
const FIRST = 16;

/** A virtual address, two edges, and one to spare for each mini-program. */
const EDGE_RUN = 4;
/** Five times what the configuration allows, so that its limit can rise without moving a host. */
const TOMCAT_RUN = 64;

/** An edge pair's addresses in a zone's edge subnet, by mini-program alone: nothing that is added moves them. */
export function edgeAddresses(
  subnet: string,
  miniProgram: MiniProgramName,
): { readonly virtual: string; readonly hosts: readonly [string, string] } {
  const first = parseBlock(subnet).first + FIRST + MINI_PROGRAMS.indexOf(miniProgram) * EDGE_RUN;
  return {
    virtual: numberToAddress(first),
    hosts: [numberToAddress(first + 1), numberToAddress(first + 2)],
  };
}

/** A Tomcat's address in its zone's app subnet, by its number (from 1): whatever zones the others stand in. */
export function tomcatAddress(subnet: string, miniProgram: MiniProgramName, number: number): string {
  if (number > TOMCAT_RUN)
    throw new RangeError(`${TOMCAT_RUN} Tomcats have an address, got number ${number}`);
  const first = parseBlock(subnet).first + FIRST + MINI_PROGRAMS.indexOf(miniProgram) * TOMCAT_RUN;
  return numberToAddress(first + number - 1);
}

/** The API balancer's address in its zone's balancer subnet, by mini-program alone. */
export function balancerAddress(subnet: string, miniProgram: MiniProgramName): string {
  return numberToAddress(parseBlock(subnet).first + FIRST + MINI_PROGRAMS.indexOf(miniProgram));
}

/** Behind the brokers' places (broker-addresses.ts): 16 free addresses, 64 Tomcats and 8 brokers for each mini-program. */
const FIRST_MONITORING = FIRST + MINI_PROGRAMS.length * (TOMCAT_RUN + 8);

/** A monitoring machine's address in its zone's app subnet, by its number (from 1). */
export function monitoringAddress(subnet: string, number: number): string {
  return numberToAddress(parseBlock(subnet).first + FIRST_MONITORING + number - 1);
}

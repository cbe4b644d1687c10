import * as fc from "fast-check";
import { type Environment, PLATFORMS, type Platform } from "../../components/config/environment.ts";
import { formatBlock, network, parseBlock } from "../../components/config/ipv4.ts";
import { environmentOf } from "./recorded.ts";

export interface ShapeOfMiniProgram {
  readonly platform: Platform;
  readonly tomcats: number;
  readonly balanced?: boolean;
}

/** What of an environment the plan depends on. */
export interface Shape {
  /** Number of zones. */
  readonly zones: number;
  /** VPC block. */
  readonly cidr: string;
  readonly artist: ShapeOfMiniProgram;
  readonly food: ShapeOfMiniProgram;
}

const LETTERS = "abcdefghijklmnop";
// Neither a cluster nor balancers: what they need of a VPC has tests of its own.
const { kubernetes: _, waf: __, ...base } = environmentOf("prod");

/** A consistent environment of a shape. */
export function environmentWith({ zones, cidr, artist, food }: Shape): Environment {
  const settings = { artist, food };
  return {
    ...base,
    zones: [...LETTERS.slice(0, zones)].map((letter) => `cn-hangzhou-${letter}`),
    network: { ...base.network, cidr },
    miniPrograms: base.miniPrograms.map((program) => ({
      ...program,
      platform: settings[program.name].platform,
      entry: {
        kind: settings[program.name].balanced ? "balanced" : "pair",
        internal: false,
        accessLogs: false,
      } as const,
      tomcat: { ...program.tomcat, count: settings[program.name].tomcats },
    })),
  };
}

const vpc = fc
  .record({ second: fc.nat(255), third: fc.nat(255), prefix: fc.integer({ min: 16, max: 20 }) })
  .map(({ second, third, prefix }) => formatBlock(network(parseBlock(`10.${second}.${third}.0/${prefix}`))));

const miniProgram = fc.record({
  platform: fc.constantFrom(...PLATFORMS),
  // What the configuration allows.
  tomcats: fc.integer({ min: 2, max: 12 }),
});

/** Every shape that the configuration accepts; seven zones are what the smallest VPC, a /20, has room for. */
export const shapes: fc.Arbitrary<Shape> = fc.record({
  zones: fc.integer({ min: 1, max: 7 }),
  cidr: vpc,
  artist: miniProgram,
  food: miniProgram,
});

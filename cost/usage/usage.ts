import { z } from "zod";

/** What is measured by the month: three figures, low at most expected at most high. */
const range = z
  .object({ low: z.number().min(0), expected: z.number().min(0), high: z.number().min(0) })
  .strict()
  .refine(({ low, expected, high }) => low <= expected && expected <= high, {
    message: "expected low <= expected <= high",
  });

/** Load of each hour of the day (local time), as a share of the way from floor to ceiling. */
const profile = z.array(z.number().min(0).max(1)).length(24);

const program = z
  .object({
    profile,
    /** Requests a month, in millions. */
    requestsMillions: range,
    /** GB a month to the internet, through balancers or addresses. */
    egressGB: range,
    /** GB a month that the CDN delivers. */
    cdnGB: range,
    /** HTTPS requests a month at the CDN, in millions. */
    cdnRequestsMillions: range,
    /** Requests that one new connection carries, on average. */
    requestsPerConnection: z.number().min(1),
  })
  .strict();

const bucket = z
  .object({
    storedGB: range,
    /** Shares of what is stored that the life cycle has moved. */
    infrequentShare: z.number().min(0).max(1),
    archiveShare: z.number().min(0).max(1),
    putMillions: range,
    getMillions: range,
    /** GB a month that the CDN fetches. */
    originGB: range,
  })
  .strict()
  .refine(({ infrequentShare, archiveShare }) => infrequentShare + archiveShare <= 1, {
    message: "expected infrequentShare + archiveShare <= 1",
  });

const schema = z
  .object({
    /** Multiplies the profile of what scales: 0 is the floor all day; the ceiling is never passed. */
    scaling: range,
    programs: z.record(z.string(), program),
    /** By the bucket's name in the program, e.g. `artist-pictures`. */
    buckets: z.record(z.string(), bucket),
    /** GB a month that are written into a log store, by its name in the program. */
    logsGB: z.record(z.string(), range),
    /** GB a month out through NAT gateways. */
    natEgressGB: range,
    /** GB that the snapshots of one disk hold, over their retention. */
    snapshotGBPerDisk: range,
    /** Requests a month to private zones that no cache answers, in millions. */
    privateDnsMillions: range,
  })
  .strict();

/** What an environment does in a month: what prices that go by use are multiplied with. */
export type Usage = z.infer<typeof schema>;
export type UsageRange = z.infer<typeof range>;
export type ProgramUsage = z.infer<typeof program>;

/** A usage file with a mistake. */
export class UsageError extends Error {
  readonly file: string;
  readonly problems: readonly { readonly path: string; readonly message: string }[];

  constructor(file: string, problems: UsageError["problems"]) {
    super(`${file}: ${problems.map(({ path, message }) => `${path}: ${message}`).join("; ")}`);
    this.name = "UsageError";
    this.file = file;
    this.problems = problems;
  }
}

/** @throws UsageError with every mistake, its path and what was expected */
export function parseUsage(file: string, value: unknown): Usage {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new UsageError(file, problems);
}

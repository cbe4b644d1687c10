/** How time grows with size. */
export interface Growth {
  /** Milliseconds that each further resource takes, by least squares. */
  readonly msPerResource: number;
  /** Milliseconds before the first resource. */
  readonly msAtZero: number;
  /**
   * What a resource takes at the top of the range by what it takes at the bottom: the slope of the last stretch by that
   * of the first. 1 is a straight line, 2 means that twice the size costs twice as much a piece.
   */
  readonly bend: number;
}

interface Point {
  readonly resources: number;
  readonly ms: number;
}

/** @throws with fewer than three points, through which any curve goes */
export function growthOf(points: readonly Point[]): Growth {
  const [first, second] = points;
  const [beforeLast, last] = points.slice(-2);
  if (points.length < 3 || !first || !second || !beforeLast || !last)
    throw new Error("three points are needed");
  const meanX = mean(points.map(({ resources }) => resources));
  const meanY = mean(points.map(({ ms }) => ms));
  const covariance = mean(points.map(({ resources, ms }) => (resources - meanX) * (ms - meanY)));
  const variance = mean(points.map(({ resources }) => (resources - meanX) ** 2));
  const msPerResource = covariance / variance;
  return {
    msPerResource,
    msAtZero: meanY - msPerResource * meanX,
    bend: slope(beforeLast, last) / slope(first, second),
  };
}

function slope(from: Point, to: Point): number {
  return (to.ms - from.ms) / (to.resources - from.resources);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

import { AGGREGATED } from "../../../cloud/alicloud/metric.ts";
import { type Attributes, type CloudObject, isRecord, text } from "../../../cloud/object.ts";

/** One line of an answer: when, of what, and how much. */
export type Datapoint = Readonly<Record<string, number | string>>;

const MS_PER_SECOND = 1000;

interface Window {
  readonly timestamp: number;
  readonly about: Readonly<Record<string, string>>;
  readonly raw: number[];
  aggregated: Readonly<Record<string, number>>;
}

/**
 * Reported figures by windows of a period: raw ones added up, aggregated ones as they were reported. Nothing is made up
 * where nothing was reported.
 * @param period seconds
 */
export function datapointsOf(points: readonly CloudObject[], period: number, userId: string): Datapoint[] {
  const windows = new Map<string, Window>();
  for (const { attributes } of points) {
    const window = windowOf(attributes, period, windows);
    const figures = figuresOf(attributes);
    if (text(attributes, "kind") === AGGREGATED) window.aggregated = figures;
    else window.raw.push(figures.value ?? 0);
  }
  return [...windows.values()]
    .map(({ timestamp, about, raw, aggregated }) => ({
      timestamp,
      userId,
      ...about,
      ...(raw.length > 0 && summaryOf(raw)),
      ...aggregated,
    }))
    .sort((a, b) => a.timestamp - b.timestamp);
}

/** Dimensions as this service spells them out: `a=1&b=2`. */
export function dimensionText(dimensions: Attributes): string {
  return Object.entries(dimensions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${String(value)}`)
    .join("&");
}

function windowOf(point: Attributes, period: number, windows: Map<string, Window>): Window {
  const length = period * MS_PER_SECOND;
  const timestamp = Math.floor(Number(point.time) / length) * length;
  const dimension = dimensionText(isRecord(point.dimensions) ? point.dimensions : {});
  const about = { groupId: text(point, "groupId"), dimension };
  const key = `${timestamp} ${about.groupId} ${dimension}`;
  const window = windows.get(key) ?? { timestamp, about, raw: [], aggregated: {} };
  windows.set(key, window);
  return window;
}

function figuresOf({ values }: Attributes): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(isRecord(values) ? values : {}).map(([name, value]) => [name, Number(value)]),
  );
}

function summaryOf(figures: readonly number[]): Readonly<Record<string, number>> {
  const sum = figures.reduce((total, figure) => total + figure, 0);
  return {
    Average: sum / figures.length,
    Maximum: Math.max(...figures),
    Minimum: Math.min(...figures),
    Sum: sum,
    SampleCount: figures.length,
  };
}

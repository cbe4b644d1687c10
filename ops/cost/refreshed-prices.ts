import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Price } from "../../cost/catalogue/price.ts";

/** Prices that `hougu prices refresh` asked Alibaba Cloud for. */
export function refreshedFileOf(home: string): string {
  return path.join(home, "prices.json");
}

export function readRefreshed(home: string): readonly Price[] {
  const file = refreshedFileOf(home);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Price[]) : [];
}

export function writeRefreshed(home: string, prices: readonly Price[]): string {
  const file = refreshedFileOf(home);
  mkdirSync(home, { recursive: true });
  writeFileSync(file, `${JSON.stringify(prices, null, 2)}\n`);
  return file;
}

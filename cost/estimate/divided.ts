import { Decimal, type Range, rangeOf } from "../money.ts";

const FEN = new Decimal("0.01");

/** An amount in as equal parts of whole fen as there can be; the first ones get what is left over. */
export function divided(amount: Range, parts: number): readonly Range[] {
  const each = rangeOf((scenario) => fenEach(amount[scenario], parts));
  return Array.from({ length: parts }, (_, place) =>
    rangeOf((scenario) => each[scenario][place] ?? new Decimal(0)),
  );
}

function fenEach(amount: Decimal, parts: number): readonly Decimal[] {
  const fen = amount.div(FEN);
  const least = fen.div(parts).floor();
  const left = fen.minus(least.times(parts)).toNumber();
  return Array.from({ length: parts }, (_, place) => least.plus(place < left ? 1 : 0).times(FEN));
}

import fc from "fast-check";
import { expect, it } from "vitest";
import { divided } from "../../cost/estimate/divided.ts";
import { certain, Decimal, toFen } from "../../cost/money.ts";

it("is decimal: a tenth and two are three", () => {
  expect(new Decimal("0.1").plus("0.2").toFixed()).toBe("0.3");
  expect(new Decimal("0.0021").times(730).times(40).toFixed()).toBe("61.32");
});

it("rounds halves of a fen upwards, as bills do", () => {
  expect(toFen(new Decimal("0.125")).toFixed()).toBe("0.13");
  expect(toFen(new Decimal("1.005")).toFixed()).toBe("1.01");
});

it("divides into whole fen that are the whole and differ by one at most", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 50 }), (fen, parts) => {
      const amount = new Decimal(fen).div(100);
      const each = divided(certain(amount), parts).map(({ expected }) => expected);
      const sum = each.reduce((total, part) => total.plus(part), new Decimal(0));
      return (
        sum.eq(amount) &&
        Decimal.max(...each)
          .minus(Decimal.min(...each))
          .lte("0.01")
      );
    }),
  );
});

import { expect, it } from "vitest";
import { FOCUS_COLUMNS } from "../../cost/focus/columns.ts";
import { focusCsv, focusRows } from "../../cost/focus/export.ts";
import { FOCUS_SERVICES } from "../../cost/focus/services.ts";
import { Decimal } from "../../cost/money.ts";
import { CATALOGUE, estimated, resourcesOf } from "./estimated.ts";

const ESTIMATE = estimated("prod", await resourcesOf("prod"));
const ROWS = focusRows(ESTIMATE, { billingAccountId: "1234", month: new Date("2026-12-01T00:00:00Z") });

/** The columns whose feature level FOCUS 1.2 gives as Mandatory. */
const MANDATORY = [
  "BilledCost",
  "BillingAccountId",
  "BillingAccountName",
  "BillingCurrency",
  "BillingPeriodEnd",
  "BillingPeriodStart",
  "ChargeCategory",
  "ChargeClass",
  "ChargeDescription",
  "ChargePeriodEnd",
  "ChargePeriodStart",
  "ContractedCost",
  "EffectiveCost",
  "InvoiceIssuerName",
  "ListCost",
  "PricingQuantity",
  "PricingUnit",
  "ProviderName",
  "PublisherName",
  "ServiceCategory",
  "ServiceName",
];

it("has the mandatory columns; its own begin with x_", () => {
  expect(FOCUS_COLUMNS).toEqual(expect.arrayContaining(MANDATORY));
  expect(FOCUS_COLUMNS.filter((name) => !/^(x_)?[A-Z][A-Za-z]+$/.test(name))).toEqual([]);
});

it("bills what the estimate comes to, in a period that ends where the next month begins", () => {
  const sum = ROWS.reduce((total, { BilledCost }) => total.plus(BilledCost), new Decimal(0));
  expect(sum.toFixed(2)).toBe(ESTIMATE.total.expected.toFixed(2));
  expect(new Set(ROWS.map((row) => `${row.BillingPeriodStart} ${row.BillingPeriodEnd}`))).toEqual(
    new Set(["2026-12-01T00:00:00Z 2027-01-01T00:00:00Z"]),
  );
});

it("knows the category of every product", () => {
  expect(CATALOGUE.prices.filter(({ product }) => !(product in FOCUS_SERVICES))).toEqual([]);
});

it("quotes what a reader of CSV would break", () => {
  const lines = focusCsv(ROWS).trimEnd().split("\r\n");
  expect(lines).toHaveLength(ROWS.length + 1);
  expect(lines[0]).toBe(FOCUS_COLUMNS.join(","));
  // Tags are JSON, whose quotes are doubled.
  expect(lines.some((line) => line.includes('"{""cost-centre"":""cc-2001""'))).toBe(true);
});

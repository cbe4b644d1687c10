import type { WrongProgram } from "../../account.ts";

const TYPE = "alicloud:metricPoint";

export const METRIC_PROGRAMS: readonly WrongProgram[] = [
  {
    type: TYPE,
    code: "ParameterInvalid",
    what: "whose value is a text",
    run: (account) => account.create(TYPE, { values: { value: "12" } }),
  },
  {
    type: TYPE,
    code: "ParameterInvalid",
    what: "added up over seven seconds",
    run: (account) => account.create(TYPE, { kind: "1", period: "7" }),
  },
  {
    type: TYPE,
    code: "ParameterInvalid",
    what: "of nothing",
    run: (account) => account.create(TYPE, { dimensions: {} }),
  },
  {
    type: TYPE,
    code: "ResourceNotFound",
    what: "deleted without having been reported",
    run: (account) => account.remove(TYPE, "nobody"),
  },
];

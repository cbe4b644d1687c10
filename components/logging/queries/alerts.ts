import type { Localized } from "../../locale/localized.ts";
import type { SearchableField } from "../fields.ts";
import { failedLogins, limitedRequests, stackTraces, unreadLines } from "./queries.ts";
import { countBy, type LogQuery, type Scope, type SearchRequest } from "./query.ts";

/** More lines than there should be, in a window of time, for one value of a field. Metrics tell of all that can be counted. */
export interface LogAlert {
  /** Upper camel case, as Prometheus' alerts. */
  readonly alert: string;
  readonly query: LogQuery;
  readonly minutes: number;
  readonly atLeast: number;
  readonly by: SearchableField;
  readonly severity: "page" | "ticket";
  readonly summary: Localized;
}

export const LOG_ALERTS: readonly LogAlert[] = [
  {
    alert: "LoginsGuessed",
    query: failedLogins,
    minutes: 10,
    // A person errs three times; MaxAuthTries ends each connection after 3.
    atLeast: 10,
    by: "source.ip",
    severity: "ticket",
    summary: { en: "Somebody tries one login after the other", zh: "有人在反复尝试登录" },
  },
  {
    alert: "ExceptionsOfOneKind",
    query: stackTraces,
    minutes: 15,
    // One a minute is no single user's odd request any more.
    atLeast: 15,
    by: "error.type",
    severity: "ticket",
    summary: { en: "The same exception again and again", zh: "同一类异常反复出现" },
  },
  {
    alert: "ClientLimited",
    query: limitedRequests,
    minutes: 10,
    atLeast: 1000,
    by: "source.ip",
    severity: "ticket",
    summary: { en: "A client is refused a thousand times", zh: "同一客户端被限流上千次" },
  },
  {
    alert: "LinesUnread",
    query: unreadLines,
    minutes: 60,
    atLeast: 1,
    by: "event.dataset",
    severity: "ticket",
    summary: {
      en: "Lines that can't be read: a format has changed, and dashboards are blind for it",
      zh: "存在无法解析的日志：格式已变化，相关看板无法反映",
    },
  },
];

/** The search whose buckets are those that the alert speaks of; none, and it is silent. */
export function searchOf(
  { query, minutes, atLeast, by }: LogAlert,
  scope: Omit<Scope, "from" | "to">,
): SearchRequest {
  return countBy(query, { ...scope, from: `now-${minutes}m` }, by, atLeast);
}

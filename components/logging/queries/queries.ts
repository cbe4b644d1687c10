import type { Clause, LogQuery } from "./query.ts";

const NANOSECONDS_PER_MS = 1_000_000;
/** Levels of all servers that something has gone wrong. */
const ERROR_LEVELS = ["error", "severe", "crit", "critical", "alert", "emerg", "emergency"];

const failed: Clause = { term: { "event.outcome": "failure" } };

/** Requests that the servers have failed, as the edges saw them. */
export const failedRequests: LogQuery = { dataset: "nginx.access", all: [failed] };

/** Requests that took at least so long, as the edges saw them. WebSockets last for hours and are none. */
export function slowRequests(milliseconds: number): LogQuery {
  return {
    dataset: "nginx.access",
    all: [{ range: { "event.duration": { gte: milliseconds * NANOSECONDS_PER_MS } } }],
    none: [{ term: { "http.response.status_code": 101 } }],
  };
}

/** Requests above their client's rate. */
export const limitedRequests: LogQuery = {
  dataset: "nginx.access",
  all: [{ term: { "nginx.limited": "REJECTED" } }],
};

/** Logins that were refused: at machines, brokers and databases. */
export const failedLogins: LogQuery = { all: [{ term: { "event.action": "login" } }, failed] };

/** Lines with an exception, of web applications and of apps. */
export const stackTraces: LogQuery = { all: [{ exists: { field: "error.type" } }] };

/** What servers themselves call an error. */
export const errors: LogQuery = { all: [{ terms: { "log.level": ERROR_LEVELS } }] };

export const slowStatements: LogQuery = {
  dataset: "mariadb.slow",
  all: [{ exists: { field: "mysql.slowlog.query" } }],
};

/** Orders of 美食之家; one's whole story by its id. */
export function orders(id?: string): LogQuery {
  return {
    dataset: "business.events",
    all: [id === undefined ? { exists: { field: "hougu.order.id" } } : { term: { "hougu.order.id": id } }],
  };
}

/** Bookings of 后古艺术家; one's whole story by its id. */
export function bookings(id?: string): LogQuery {
  return {
    dataset: "business.events",
    all: [
      id === undefined ? { exists: { field: "hougu.booking.id" } } : { term: { "hougu.booking.id": id } },
    ],
  };
}

/** Every line of a request, from the edge to the last server; the trace has the same id. */
export function ofTrace(traceId: string): LogQuery {
  return { all: [{ term: { "trace.id": traceId } }] };
}

/** Lines that nobody could read: a server has changed its format, or writes what it shouldn't. */
export const unreadLines: LogQuery = {
  all: [{ terms: { tags: ["unparsed", "unmasked", "_hougubusinessfailure"] } }],
};

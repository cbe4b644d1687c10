/**
 * Every field that a stored line may have, by its name in the Elastic Common Schema 1.12 where that has one. Indexes take
 * these and refuse all others: a field that nobody has thought of would cost memory on every node, or hold what nobody
 * has masked.
 */
export type FieldType =
  /** A word to filter and count by. */
  | "keyword"
  /** Words to search in. */
  | "text"
  /** Kept and shown, never searched. */
  | "shown"
  | "long"
  | "double"
  | "boolean"
  | "ip"
  | "date";

export const FIELDS = {
  "@timestamp": "date",
  message: "text",
  tags: "keyword",
  "ecs.version": "keyword",
  "event.action": "keyword",
  "event.dataset": "keyword",
  /** Nanoseconds. */
  "event.duration": "long",
  "event.outcome": "keyword",
  "event.ingested": "date",
  "host.name": "keyword",
  "labels.environment": "keyword",
  "labels.mini_program": "keyword",
  "labels.role": "keyword",
  "service.name": "keyword",
  "log.file.path": "keyword",
  "log.level": "keyword",
  "log.logger": "keyword",
  /** Bytes from the beginning of the file. */
  "log.offset": "long",
  "process.name": "keyword",
  "process.pid": "long",
  "process.thread.name": "keyword",
  "systemd.unit": "keyword",
  "trace.id": "keyword",
  "span.id": "keyword",
  "http.request.id": "keyword",
  "http.request.method": "keyword",
  "http.response.body.bytes": "long",
  "http.response.status_code": "long",
  "http.version": "keyword",
  "tls.version": "keyword",
  "url.domain": "keyword",
  "url.path": "keyword",
  "user_agent.original": "keyword",
  "source.ip": "ip",
  "source.port": "long",
  "user.name": "keyword",
  "error.code": "keyword",
  "error.message": "text",
  "error.stack_trace": "shown",
  "error.type": "keyword",
  "nginx.upstream.address": "keyword",
  "nginx.upstream.seconds": "keyword",
  "nginx.upstream.status": "keyword",
  "nginx.limited": "keyword",
  "mysql.slowlog.lock_seconds": "double",
  "mysql.slowlog.query": "text",
  "mysql.slowlog.rows_examined": "long",
  "mysql.slowlog.rows_sent": "long",
  "mysql.slowlog.schema": "keyword",
  /** What applications say beside the common fields: kept, not indexed. */
  "hougu.details": "shown",
  /** An order of 美食之家. Money in fen. */
  "hougu.order.id": "keyword",
  "hougu.order.shop": "keyword",
  "hougu.order.status": "keyword",
  "hougu.order.amount_fen": "long",
  "hougu.order.items": "long",
  /** A booking of 后古艺术家. */
  "hougu.booking.id": "keyword",
  "hougu.booking.photographer": "keyword",
  "hougu.booking.status": "keyword",
  "hougu.booking.price_fen": "long",
  "hougu.booking.starts": "date",
  "hougu.booking.minutes": "long",
} as const satisfies Readonly<Record<string, FieldType>>;

export type FieldName = keyof typeof FIELDS;

/** Fields that something can be found by. */
export type SearchableField = {
  [Name in FieldName]: (typeof FIELDS)[Name] extends "shown" ? never : Name;
}[FieldName];

/** What a stored line is, by the names of {@link FIELDS}. */
export type LogFields = { readonly [Name in FieldName]?: string | number | boolean | readonly string[] };

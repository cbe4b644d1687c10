/** A time as Alibaba Cloud writes it, e.g. `2026-11-24T09:30:00Z`. */
export function timestamp(now: number): string {
  return `${new Date(now).toISOString().slice(0, "2026-11-24T09:30:00".length)}Z`;
}

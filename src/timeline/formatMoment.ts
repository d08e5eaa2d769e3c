/** A virtual time for people, in UTC: "2025-01-15 00:00:00", with milliseconds where there are any. */
export function formatMoment(time: number): string {
  const [date, clock] = new Date(time).toISOString().split('T') as [string, string]
  return `${date} ${clock.replace(/\.000Z$/, '').replace(/Z$/, '')}`
}

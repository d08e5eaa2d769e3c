/** What `Temporal` gives that is used here: https://tc39.es/proposal-temporal/. */
interface TemporalLike {
  readonly Now: object & { timeZoneId(): string }
  readonly Instant: { fromEpochMilliseconds(ms: number): { toZonedDateTimeISO(timeZone: unknown): Zoned } }
}

type Zoned = Record<'toPlainDateTime' | 'toPlainDate' | 'toPlainTime', () => object>

/** Makes `Temporal.Now` read `now` (epoch ms), in versions of Node that have it. */
export function installVirtualTemporal(now: () => number): void {
  const { Temporal } = globalThis as { Temporal?: TemporalLike }
  if (Temporal === undefined) return
  const { Instant, Now } = Temporal
  const instant = (): ReturnType<typeof Instant.fromEpochMilliseconds> => Instant.fromEpochMilliseconds(Math.floor(now()))
  const zoned = (timeZone: unknown = Now.timeZoneId()): Zoned => instant().toZonedDateTimeISO(timeZone)
  Object.assign(Now, {
    instant,
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (timeZone?: unknown) => zoned(timeZone).toPlainDateTime(),
    plainDateISO: (timeZone?: unknown) => zoned(timeZone).toPlainDate(),
    plainTimeISO: (timeZone?: unknown) => zoned(timeZone).toPlainTime(),
  })
}

import { replace } from '../replace'

/**
 * Makes `Date` and `Intl.DateTimeFormat` read `now` (epoch ms) where they are not told a time. The prototypes stay Node's own, so that dates
 * made by the language, by Node (file times, structured clones) and by the app are of one kind.
 */
export function installVirtualDate(now: () => number): void {
  const RealDate = Date
  function VirtualDate(...args: unknown[]): Date | string {
    if (new.target === undefined) return new RealDate(now()).toString()
    const kind = (new.target as unknown) === VirtualDate ? RealDate : new.target
    return Reflect.construct(RealDate, args.length === 0 ? [now()] : args, kind) as Date
  }
  const { parse, UTC } = RealDate
  const own = { parse, UTC, now: () => now() }
  for (const [name, value] of Object.entries(own)) replace(VirtualDate, name, value)
  Object.defineProperties(VirtualDate, {
    name: { value: 'Date', configurable: true },
    length: { value: RealDate.length, configurable: true },
    prototype: { value: RealDate.prototype, writable: false },
  })
  replace(RealDate.prototype, 'constructor', VirtualDate)
  globalThis.Date = VirtualDate as unknown as DateConstructor
  installVirtualFormat(now)
}

/** A format is told the time where it would ask the clock: without a date, or with an undefined one. */
function installVirtualFormat(now: () => number): void {
  const prototype = Intl.DateTimeFormat.prototype
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the format below
  const realFormat = Object.getOwnPropertyDescriptor(prototype, 'format')!.get as () => Intl.DateTimeFormat['format']
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the format below
  const realParts = prototype.formatToParts
  Object.defineProperty(prototype, 'format', {
    get(this: Intl.DateTimeFormat) {
      const format = realFormat.call(this)
      return (date?: number | Date) => format(date === undefined ? now() : date)
    },
    configurable: true,
  })
  prototype.formatToParts = function (this: Intl.DateTimeFormat, date?: number | Date) {
    return realParts.call(this, date === undefined ? now() : date)
  }
}

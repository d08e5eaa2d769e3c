import { performance } from 'node:perf_hooks'

/** Makes `performance` count from `start` (epoch ms) by `now`: `now`, `timeOrigin`, and the marks and measures that are made of them. */
export function installVirtualPerformance(start: number, now: () => number): void {
  const sinceStart = (): number => now() - start
  const real = { mark: performance.mark.bind(performance), measure: performance.measure.bind(performance) }
  const mark: typeof performance.mark = (name, options) => real.mark(name, { startTime: sinceStart(), ...options })
  const measure = (name: string, from?: string | MeasureOptions, to?: string): PerformanceMeasure => {
    const options: MeasureOptions = typeof from === 'object' ? from : { ...(from !== undefined && { start: from }), ...(to && { end: to }) }
    const isOpen = options.end === undefined && options.duration === undefined
    return real.measure(name, isOpen ? { start: 0, ...options, end: sinceStart() } : options)
  }
  const values = { now: sinceStart, timeOrigin: start, mark, measure }
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(performance, name, { value, configurable: true, writable: true, enumerable: true })
  }
}

type PerformanceMeasure = ReturnType<typeof performance.measure>
type MeasureOptions = Exclude<Parameters<typeof performance.measure>[1], string | undefined>

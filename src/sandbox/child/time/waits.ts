import type { TimerOptions } from 'node:timers'
import timersPromises from 'node:timers/promises'
import type { TimerFunctions } from './timerFunctions'

/** What Node rejects with where a signal called off a wait. */
class AbortError extends Error {
  override readonly name = 'AbortError'
  readonly code = 'ABORT_ERR'

  constructor(signal: AbortSignal) {
    super('The operation was aborted', { cause: signal.reason })
  }
}

/** Node's own, which say what is wrong with arguments that they refuse. */
const real = { ...timersPromises }

/** The functions of `timers/promises`, which wait by those of `timers`. */
export function createWaits({ setTimeout, setInterval, setImmediate, clearTimeout, clearImmediate }: TimerFunctions) {
  const sleep = <T>(ms?: number, value?: T, options?: TimerOptions): Promise<T> => {
    if (isRefused(ms, options)) return real.setTimeout(ms, value, options)
    let timer: unknown
    const wait = new Promise<T>((resolve) => (timer = setTimeout(resolve as () => void, ms, value)))
    return unlessAborted(wait, options?.signal, () => clearTimeout(timer))
  }
  const tick = <T>(value?: T, options?: TimerOptions): Promise<T> => {
    if (isRefused(0, options)) return real.setImmediate(value, options)
    let immediate: unknown
    const wait = new Promise<T>((resolve) => (immediate = setImmediate(resolve as () => void, value)))
    return unlessAborted(wait, options?.signal, () => clearImmediate(immediate))
  }
  async function* every<T>(ms?: number, value?: T, options?: TimerOptions): AsyncGenerator<T> {
    if (isRefused(ms, options)) yield* real.setInterval(ms, value, options)
    const signal = options?.signal
    let due = 0
    let goOn = (): void => undefined
    const timer = setInterval(() => {
      due++
      goOn()
    }, ms)
    const onAbort = (): void => goOn()
    signal?.addEventListener('abort', onAbort)
    try {
      for (;;) {
        if (signal?.aborted === true) throw new AbortError(signal)
        if (due === 0) await new Promise<void>((resolve) => (goOn = resolve))
        for (; due > 0; due--) yield value as T
      }
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
  }
  return { setTimeout: sleep, setImmediate: tick, setInterval: every }
}

/** Whether Node refuses to wait by these arguments. */
function isRefused(ms: unknown = 0, options: unknown = {}): boolean {
  if (typeof ms !== 'number' || !isObject(options) || Array.isArray(options)) return true
  const { signal, ref = true } = options
  return typeof ref !== 'boolean' || (signal !== undefined && !(isObject(signal) && 'aborted' in signal))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** What a wait comes to, unless the signal calls it off before. */
function unlessAborted<T>(wait: Promise<T>, signal: AbortSignal | undefined, clear: () => void): Promise<T> {
  if (signal === undefined) return wait
  return new Promise((resolve, reject) => {
    const callOff = (): void => {
      clear()
      reject(new AbortError(signal))
    }
    if (signal.aborted) return callOff()
    signal.addEventListener('abort', callOff, { once: true })
    void wait.then((value) => {
      signal.removeEventListener('abort', callOff)
      resolve(value)
    })
  })
}

import type { Timer, VirtualTimers } from './virtualTimers'

/** What timers and immediates have in common, in Node. Their own state is no property: who prints one must not see it. */
class Handle {
  #isRef = true

  ref(): this {
    this.#isRef = true
    return this
  }

  unref(): this {
    this.#isRef = false
    return this
  }

  hasRef(): boolean {
    return this.#isRef
  }
}

/** What the app gets of an immediate. */
export class Immediate extends Handle {
  readonly #timer: Timer

  constructor(timer: Timer) {
    super()
    this.#timer = timer
    timer.handle = this
  }

  [Symbol.dispose](): void {
    this.#timer.callback = null
  }
}

/** What the app gets of a timer. */
export class Timeout extends Handle {
  readonly #timers: VirtualTimers
  #timer: Timer

  constructor(timers: VirtualTimers, timer: Timer) {
    super()
    this.#timers = timers
    this.#timer = timer
    timer.handle = this
  }

  refresh(): this {
    this.#timer = this.#timers.again(this.#timer)
    return this
  }

  close(): this {
    this.#timer.callback = null
    return this
  }

  [Symbol.toPrimitive](): number {
    return this.#timers.number(this.#timer)
  }

  [Symbol.dispose](): void {
    this.close()
  }
}

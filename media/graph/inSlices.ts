/** Longest stretch of work between two turns, so that input never waits for a large drawing, in ms. */
const SLICE_MS = 10

export interface Slices {
  /** Does the work for each item, in order, in slices; what is under way from an earlier call is finished first. */
  add<T>(items: readonly T[], work: (item: T) => void, done?: () => void): void
  /** Forgets what was not done yet. */
  clear(): void
}

/** Work in slices, the first at once. */
export function createSlices(): Slices {
  let waiting: (() => void)[] = []
  let at = 0
  let isPlanned = false
  const channel = new MessageChannel()
  channel.port1.onmessage = () => {
    isPlanned = false
    run()
  }

  function run(): void {
    const end = performance.now() + SLICE_MS
    while (at < waiting.length && performance.now() < end) waiting[at++]!()
    if (at >= waiting.length) [waiting, at] = [[], 0]
    else if (!isPlanned) {
      isPlanned = true
      channel.port2.postMessage(null)
    }
  }

  return {
    add: (items, work, done) => {
      for (const item of items) waiting.push(() => work(item))
      if (done !== undefined) waiting.push(done)
      if (!isPlanned) run()
    },
    clear: () => ([waiting, at] = [[], 0]),
  }
}

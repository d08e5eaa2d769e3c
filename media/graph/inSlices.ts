/** Longest stretch of work in a frame, in ms: what it changed must be painted within that frame too, and input wait for neither. */
const SLICE_MS = 5

export interface Slices {
  /** Does these in order, a slice in each frame, instead of what is left of an earlier call. */
  plan(work: readonly (() => void)[], done: () => void): void
}

export function createSlices(): Slices {
  let waiting: readonly (() => void)[] = []
  let at = 0
  let finish = (): void => undefined
  let frame: number | null = null

  function run(): void {
    frame = null
    const end = performance.now() + SLICE_MS
    while (at < waiting.length && performance.now() < end) waiting[at++]!()
    if (at < waiting.length) frame = requestAnimationFrame(run)
    else finish()
  }

  return {
    plan: (work, done) => {
      ;[waiting, at, finish] = [work, 0, done]
      if (frame !== null) cancelAnimationFrame(frame)
      run()
    },
  }
}

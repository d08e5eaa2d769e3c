import type { Publisher } from '../model/graph'

/** What a call stands in, in words: what runs it, else the function around it, such as `place()`; null where neither is told. */
export function tellAround({ in: runBy, within }: Pick<Publisher, 'in' | 'within'>): string | null {
  return runBy ?? (within === null ? null : `${within}()`)
}

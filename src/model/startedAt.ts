import type { Trace } from './trace'

/** When the attempt of a row began, in virtual epoch ms. */
export function startedAt({ header, attempts }: Pick<Trace, 'header' | 'attempts'>, row: number): number {
  return header.start + attempts.atMs[row]!
}

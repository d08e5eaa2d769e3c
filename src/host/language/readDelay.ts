import { resolveAfter, type AfterResult } from '../../contract/after'
import type { Publisher } from '../../model/graph'
import type { Contract } from '../../model/scenario'

/** When an event of this publish would arrive if it was published `now` (epoch ms); null where the text does not fix it. */
export function readDelay({ after, afterMs }: Publisher, now: number, contract: Contract): AfterResult | null {
  const value = (after === null ? undefined : literalValue(after)) ?? afterMs
  return value === null ? null : resolveAfter(value, now, contract)
}

/** What a literal without escapes says: months, years, dates and what is not valid have no fixed delay, but their text is the value. */
export function literalValue(text: string): string | number | undefined {
  const [, , quoted] = /^(['"`])([^\\$'"`]*)\1$/.exec(text) ?? []
  if (quoted !== undefined) return quoted
  return /^\d[\d_]*(\.\d+)?$/.test(text) ? Number(text.replaceAll('_', '')) : undefined
}

import { append } from '../model/append'
import { formatDuration } from '../words/duration'
import { formatNumber } from '../words/number'
import type { Stretch } from './foldAttempts'
import { formatMoment } from './formatMoment'
import type { Draft } from './laneDrafts'
import { markWords } from './markWords'
import type { Fold } from './timeline'

/** What comes to the same at more moments than this is shown as the first, the last and a fold between. */
const MOST_APART = 12

/** Folds what a lane shows again and again, such as what each of thousands of retries publishes. */
export function foldMarks(drafts: readonly Draft[]): readonly Draft[] {
  const alike = new Map<string, Draft[]>()
  for (const draft of drafts) append(alike, `${draft.kind} ${draft.isDuplicate} ${draft.fold !== null}`, draft)
  return [...alike.values()].flatMap((series) => {
    const times = [...new Set(series.map(({ at }) => at))].sort((a, b) => a - b)
    if (times.length <= MOST_APART) return series
    const isEnd = ({ at }: Draft): boolean => at === times[0] || at === times.at(-1)
    return [
      ...series.filter(isEnd),
      folded(
        series.filter((draft) => !isEnd(draft)),
        times,
      ),
    ]
  })
}

function folded(between: readonly Draft[], times: readonly number[]): Draft {
  const [start, end] = [times[1]!, times.at(-2)!]
  const first = between.find(({ at }) => at === start)!
  const last = between.reduce((latest, draft) => (draft.untilAt >= latest.untilAt ? draft : latest))
  const everyMs = Math.round((end - start) / (times.length - 3))
  const isEven = times.every((time, index) => index === 0 || time - times[index - 1]! === everyMs)
  const isSame = between.every((draft) => draft.what === first.what && draft.fold?.isSame !== false)
  const what = isSame ? first.what : markWords[first.kind]
  const count = between.reduce((sum, { fold }) => sum + (fold?.count ?? 1), 0)
  const often = tellOften({ count: between.length, everyMs, isEven })
  // Of chains that are folded themselves, both numbers count.
  const text = first.fold === null ? often : `${often}: ${formatNumber(count)} in all`
  return { ...first, untilAt: last.untilAt, what, ...foldOf(text, { count, what, isSame, last: last.fold?.last ?? last }, last.untilAt) }
}

/** Such as `3,359 more, every 6 min`. */
export function tellOften({ count, everyMs, isEven }: Pick<Stretch, 'count' | 'everyMs' | 'isEven'>): string {
  return `${formatNumber(count)} more, ${isEven ? '' : 'about '}every ${formatDuration(everyMs)}`
}

/** A fold, and the words of its mark. */
export function foldOf(text: string, { last, ...fold }: Omit<Fold, 'text'>, untilAt: number): Pick<Draft, 'fold' | 'label'> {
  const { event, row, call } = last
  return { fold: { text, ...fold, last: { event, row, call } }, label: `${text}: ${fold.what}, until ${formatMoment(untilAt)}` }
}

import { append } from '../model/append'
import { formatDuration } from '../words/duration'
import { formatNumber } from '../words/number'
import type { Stretch } from './foldAttempts'
import { formatMoment } from './formatMoment'
import type { Draft } from './laneDrafts'
import { markWords } from './markWords'

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
  const everyMs = Math.round((end - start) / (times.length - 3))
  const isEven = times.every((time, index) => index === 0 || time - times[index - 1]! === everyMs)
  const what = between.every((draft) => draft.what === first.what) ? first.what : markWords[first.kind]
  const untilAt = between.reduce((latest, draft) => Math.max(latest, draft.untilAt), end)
  return { ...first, untilAt, what, ...tellFold({ count: between.length, everyMs, isEven }, what, untilAt) }
}

/** The words of a fold, `3,359 more, every 6 min`, and with what it came to. */
export function tellFold(
  { count, everyMs, isEven }: Pick<Stretch, 'count' | 'everyMs' | 'isEven'>,
  what: string,
  untilAt: number,
): Pick<Draft, 'fold' | 'label'> {
  const fold = `${formatNumber(count)} more, ${isEven ? '' : 'about '}every ${formatDuration(everyMs)}`
  return { fold, label: `${fold}: ${what}, until ${formatMoment(untilAt)}` }
}

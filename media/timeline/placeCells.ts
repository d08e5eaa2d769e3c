import { formatDuration } from '../../src/words/duration'
import { formatNumber } from '../../src/words/number'
import { formatMoment } from '../../src/timeline/formatMoment'
import { markWords } from '../../src/timeline/markWords'
import type { Lane, Mark, MarkKind, Moment, Timeline } from '../../src/timeline/timeline'

/** Where everything stands, in px from the chart's own left edge. */
export interface Plan {
  readonly width: number
  readonly columns: readonly Column[]
  readonly lanes: readonly LanePlan[]
}

/** A moment on the axis, and the gap before it. */
export interface Column {
  readonly x: number
  readonly width: number
  readonly time: string
  readonly gapX: number
  readonly gapWidth: number
  /** Empty for the first. */
  readonly gap: string
}

export interface LanePlan {
  readonly lane: Lane
  readonly cells: readonly Cell[]
  /** Lines that the lane needs, so that no fold lies over a mark or another fold. */
  readonly tracks: number
}

/** What one can select: a mark, or several of one kind where too many share a moment. */
export interface Cell {
  readonly kind: MarkKind
  readonly isFold: boolean
  readonly isDuplicate: boolean
  readonly marks: readonly [Mark, ...Mark[]]
  readonly label: string
  /** What is written on it. */
  readonly text: string
  readonly x: number
  readonly width: number
  readonly track: number
}

const SLOT = 20
/** More marks than this at one moment are grouped by kind. */
const MAX_SLOTS = 8
const MAX_TRACKS = 6
/** Characters of a fold that have room at least: how often, and how the error begins. */
const FOLD_LENGTH = 48
const MARGIN = 12
/** Of the small font, on average. */
const CHARACTER = 6.4

type Draft = Omit<Cell, 'x' | 'track'>

/** Gives every mark its place: columns as wide as their fullest cell, gaps that grow with the logarithm of the time in them. */
export function placeCells({ moments, lanes }: Timeline): Plan {
  const drafts = lanes.map((lane) => cellsByMoment(lane, moments))
  const columns = placeColumns(moments, lanes, drafts)
  const plans = lanes.map((lane, index) => placeLane(lane, drafts[index]!, columns))
  const last = columns.at(-1)
  return { width: last === undefined ? 0 : Math.ceil(last.x + Math.max(last.width, textWidth(last.time)) + MARGIN), columns, lanes: plans }
}

/** The marks of a lane that are no folds, as cells still without a place. */
function cellsByMoment(lane: Lane, moments: readonly Moment[]): ReadonlyMap<number, readonly Draft[]> {
  const byMoment = Map.groupBy(
    lane.marks.filter(({ fold }) => fold === null),
    ({ moment }) => moment,
  )
  return new Map(
    [...byMoment].map(([moment, marks]) => [moment, marks.length <= MAX_SLOTS ? marks.map(single) : grouped(marks, moments[moment]!)]),
  )
}

function single(mark: Mark): Draft {
  const { kind, isDuplicate, label } = mark
  return { kind, isFold: false, isDuplicate, label, marks: [mark], text: '', width: SLOT }
}

function grouped(marks: readonly Mark[], { time }: Moment): Draft[] {
  const groups = Map.groupBy(marks, ({ kind, isDuplicate }) => `${kind}${isDuplicate}`)
  return [...groups.values()].map((group) => {
    const [first, ...rest] = group as [Mark, ...Mark[]]
    if (rest.length === 0) return single(first)
    const { kind, isDuplicate } = first
    const text = `×${formatNumber(group.length)}`
    const label = `${markWords[kind]}${isDuplicate ? ', duplicates' : ''} ${text} at ${formatMoment(time)}`
    return { kind, isFold: false, isDuplicate, label, marks: [first, ...rest], text, width: SLOT + Math.ceil(text.length * CHARACTER) + 10 }
  })
}

function placeColumns(
  moments: readonly Moment[],
  lanes: readonly Lane[],
  drafts: readonly ReadonlyMap<number, readonly Draft[]>[],
): Column[] {
  const folds = Map.groupBy(
    lanes.flatMap(({ marks }) => marks.filter(({ fold }) => fold !== null)),
    ({ until }) => until,
  )
  const widths = moments.map(() => SLOT)
  for (const cells of drafts) {
    for (const [moment, group] of cells) {
      widths[moment] = Math.max(
        widths[moment]!,
        group.reduce((sum, { width }) => sum + width, 0),
      )
    }
  }
  const columns: Column[] = []
  let end = MARGIN
  for (const [index, { time, gapMs }] of moments.entries()) {
    const before = columns.at(-1)
    const gap = before === undefined ? '' : formatDuration(gapMs)
    const width = widths[index]!
    const gapWidth =
      before === undefined
        ? 0
        : Math.ceil(
            Math.max(
              16 + 11 * Math.log10(1 + gapMs),
              textWidth(gap) + 14,
              before.x + textWidth(before.time) + 10 - end,
              ...(folds.get(index) ?? []).map(
                (fold) => columns[fold.moment]!.x + textWidth(fold.label.slice(0, FOLD_LENGTH)) + 36 - width - end,
              ),
            ),
          )
    columns.push({ x: end + gapWidth, width, time: axisTime(time, moments[index - 1]?.time ?? null), gapX: end, gapWidth, gap })
    end += gapWidth + width
  }
  return columns
}

function placeLane(lane: Lane, drafts: ReadonlyMap<number, readonly Draft[]>, columns: readonly Column[]): LanePlan {
  const cells: Cell[] = []
  for (const [moment, group] of drafts) {
    let { x } = columns[moment]!
    for (const draft of group) {
      cells.push({ ...draft, x, track: 0 })
      x += draft.width
    }
  }
  const placed = [...cells, ...placeFolds(lane, cells, columns)]
  return {
    lane,
    cells: placed.sort((a, b) => a.x - b.x || a.track - b.track),
    tracks: 1 + Math.max(0, ...placed.map(({ track }) => track)),
  }
}

/** Folds take the first line on which they lie over nothing; equal ones share a bar, and so does what the last line has no room for. */
function placeFolds({ marks }: Lane, cells: readonly Cell[], columns: readonly Column[]): Cell[] {
  const folds = Map.groupBy(
    marks.filter(({ fold }) => fold !== null),
    ({ moment, until, kind, isDuplicate, fold }) => `${moment} ${until} ${kind} ${isDuplicate} ${fold?.text}`,
  )
  const tracks: Span[][] = [[...cells]]
  const placed: Cell[] = []
  const rest: Mark[] = []
  for (const group of folds.values()) {
    const span = spanOf(group, columns)
    const free = tracks.findIndex((taken) => taken.every((other) => other.x >= span.x + span.width || span.x >= other.x + other.width))
    const track = free < 0 ? tracks.length : free
    if (track >= MAX_TRACKS - 1) rest.push(...group)
    else {
      ;(tracks[track] ??= []).push(span)
      placed.push(foldCell(group, span, track))
    }
  }
  if (rest.length > 0) placed.push(foldCell(rest, spanOf(rest, columns), MAX_TRACKS - 1))
  return placed
}

function foldCell(marks: readonly Mark[], span: Span, track: number): Cell {
  const [first, ...others] = marks as [Mark, ...Mark[]]
  const { kind, isDuplicate, label, fold } = first
  const common = { ...span, track, kind, isFold: true, isDuplicate, marks: [first, ...others] } as const
  if (others.length === 0) return { ...common, label, text: label }
  const count = formatNumber(marks.length)
  const shared = [label, fold?.text].find((text) => others.every((other) => other.label === text || other.fold?.text === text))
  const words = shared === undefined ? `${count} more chains, folded` : `${count} × ${shared}`
  return { ...common, label: words, text: words }
}

interface Span {
  readonly x: number
  readonly width: number
}

function spanOf(marks: readonly Mark[], columns: readonly Column[]): Span {
  const x = marks.reduce((least, { moment }) => Math.min(least, columns[moment]!.x), Infinity)
  const end = marks.reduce((most, { until }) => Math.max(most, columns[until]!.x + columns[until]!.width), 0)
  return { x, width: end - x }
}

/** The time of day, after the date where that is another than before. */
function axisTime(time: number, before: number | null): string {
  const text = formatMoment(time)
  const isSameDay = before !== null && formatMoment(before).slice(0, 10) === text.slice(0, 10)
  // Beside a date whole minutes need no seconds: what comes last should be in sight.
  return isSameDay ? text.slice(11) : text.replace(/(:\d\d):00$/, '$1')
}

function textWidth(text: string): number {
  return text.length * CHARACTER
}

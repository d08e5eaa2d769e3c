import { countUp } from '../model/countUp'
import { formatDuration } from '../words/duration'
import { given } from '../words/given'
import { formatCount } from '../words/number'
import { shortLine } from '../words/oneLine'
import { shorten } from '../words/shorten'
import { markWords } from './markWords'
import type { Lane, Mark, MarkKind, Moment, Timeline } from './timeline'

const WIDTH = 100
const MAX_NAME = 30
/** Lanes that are drawn; a run with more is for the page. */
const MAX_LANES = 60

const signs: Readonly<Record<MarkKind, string>> = {
  call: '●',
  publish: '○',
  handled: '✔',
  failed: '✖',
  'not-started': '·',
  running: '…',
  dropped: '▼',
  ignored: '∅',
  rejected: '!',
  unknown: '?',
}

/** Lanes as lines of text, with the axis above and a legend of the signs that occur below. */
export function drawLanes({ moments, lanes, hidden }: Timeline): string[] {
  const shownLanes = lanes.slice(0, MAX_LANES)
  const nameWidth = Math.min(MAX_NAME, Math.max(0, ...shownLanes.map((lane) => nameOf(lane).length))) + 2
  const columns = placeColumns(moments, shownLanes, WIDTH - nameWidth)
  const axis = columns.map(({ label, width }) => label.padEnd(width)).join('')
  const lines = shownLanes.map((lane) => `${shorten(nameOf(lane), nameWidth - 2).padEnd(nameWidth)}${drawLane(lane, columns)}`.trimEnd())
  const [cut, more] = [moments.length - columns.length, lanes.length + hidden - shownLanes.length]
  const indent = ' '.repeat(nameWidth)
  return given(
    `${indent}${axis}`.trimEnd(),
    lines,
    '',
    `${indent}${legendOf(shownLanes)}`,
    cut > 0 && `Not drawn: ${formatCount(cut, 'moment')} in between (${CUT.trim()}). --html FILE shows all.`,
    more > 0 && `Not drawn: ${formatCount(more, 'more lane')}. --html FILE shows more.`,
  )
}

interface Column {
  /** Index into the moments. */
  readonly moment: number
  readonly label: string
  readonly width: number
  readonly start: number
}

/** What stands on the axis where moments are left out. */
const CUT = '⋯ '

/** A column for each moment, as wide as its label, its fullest cell and the folds that end in it; where not all fit, the middle is left out. */
function placeColumns(moments: readonly Moment[], lanes: readonly Lane[], room: number): Column[] {
  const labels = moments.map(({ time, gapMs }, index) =>
    index === 0 ? new Date(time).toISOString().slice(11, 19) : `+${formatDuration(gapMs)}`,
  )
  const needs = labels.map((label, index) => Math.max(label.length, ...lanes.map((lane) => cellOf(lane, index).length)) + 2)
  const folds = lanes.flatMap(({ marks }) => marks.filter(({ fold }) => fold !== null))
  for (let left = room; ; left -= 4) {
    const columns: Column[] = []
    let start = 0
    for (const moment of chooseMoments(needs, left)) {
      const cut = columns.length > 0 && columns.at(-1)!.moment !== moment - 1 ? CUT : ''
      const ending = folds.filter(({ until }) => until === moment).map((mark) => foldNeed(mark, columns, start))
      const width = Math.max(needs[moment]! + cut.length, ...ending)
      columns.push({ moment, label: cut + labels[moment]!, width, start })
      start += width
    }
    if (start <= room || columns.length <= 2) return columns
  }
}

/** The moments whose columns fit into `room`, taken from both ends in turn, in order. */
function chooseMoments(needs: readonly number[], room: number): number[] {
  const first: number[] = []
  const last: number[] = []
  let left = room - CUT.length
  while (first.length + last.length < needs.length) {
    const isFirst = first.length <= last.length
    const moment = isFirst ? first.length : needs.length - 1 - last.length
    left -= needs[moment]!
    if (left < 0 && first.length > 0) break
    if (isFirst) first.push(moment)
    else last.unshift(moment)
  }
  return [...first, ...last]
}

/** What the last column of a fold must be wide for the fold's text to have its place. */
function foldNeed({ moment, fold }: Mark, columns: readonly Column[], start: number): number {
  const from = columns.find((column) => column.moment >= moment)?.start ?? start
  return fold!.text.length + 6 - (start - from)
}

function drawLane(lane: Lane, columns: readonly Column[]): string {
  let line = columns
    .map((column, index) => `${cutBefore(lane, column, columns[index - 1])}${cellOf(lane, column.moment)}`.padEnd(column.width))
    .join('')
  for (const { moment, until, fold } of lane.marks) {
    // Ends that are left out are drawn at the nearest that are not.
    const from = columns.find((column) => column.moment >= moment)
    const last = columns.findLast((column) => column.moment <= until)
    if (fold === null || from === undefined || last === undefined || last.moment < from.moment) continue
    const width = last.start + last.width - from.start - 2
    // Several chains can fold over the same stretch; the first tells for all.
    if (line.slice(from.start, from.start + width).includes('╌')) continue
    const text = [fold.text, fold.text.split(', ')[0]!].find(({ length }) => length + 4 <= width)
    const left = text === undefined ? 0 : Math.max(1, Math.floor((width - text.length - 2) / 2))
    const bar = (text === undefined ? '' : `${'╌'.repeat(left)} ${text} `).padEnd(width, '╌')
    line = line.slice(0, from.start) + keepMarks(line.slice(from.start, from.start + width), bar) + line.slice(from.start + width)
  }
  return line
}

/** What stands in a lane where moments are left out before a column: it is not empty where marks are. */
function cutBefore({ marks }: Lane, { moment, label }: Column, before: Column | undefined): string {
  if (!label.startsWith(CUT)) return ''
  const isHidden = (mark: Mark): boolean => mark.fold === null && mark.moment > before!.moment && mark.moment < moment
  return marks.some(isHidden) ? CUT : ' '.repeat(CUT.length)
}

/** Marks of other chains stand out of a fold that runs below them. */
function keepMarks(under: string, bar: string): string {
  return under.trim() === '' ? bar : [...under].map((sign, at) => (sign === ' ' ? (bar[at] ?? ' ') : sign)).join('')
}

function cellOf({ marks }: Lane, moment: number): string {
  const counts = new Map<string, number>()
  for (const mark of marks) {
    if (mark.moment !== moment || mark.fold !== null) continue
    countUp(counts, signs[mark.kind] + (mark.isDuplicate ? '²' : ''))
  }
  return [...counts].map(([sign, count]) => (count === 1 ? sign : `${sign}×${count}`)).join(' ')
}

function nameOf({ title, registration }: Lane): string {
  const name = shortLine(title)
  return registration === null || registration.order === 1 ? name : `${name} #${registration.order}`
}

function legendOf(lanes: readonly Lane[]): string {
  const marks = lanes.flatMap((lane) => lane.marks)
  const used = new Set(marks.map(({ kind }) => kind))
  const texts = (Object.keys(signs) as MarkKind[]).filter((kind) => used.has(kind)).map((kind) => `${signs[kind]} ${markWords[kind]}`)
  return given(texts, marks.some(({ isDuplicate }) => isDuplicate) && '² duplicate').join('   ')
}

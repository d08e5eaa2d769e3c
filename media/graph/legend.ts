import { outline } from '../../src/flow/shapes'
import type { NodeShape } from '../../src/model/graphPageProtocol'
import { element, svgElement } from '../common/element'

/** The meaning of what the drawing shows; what it does not have is left out. */
export function legend(marks: ReadonlySet<string>, hasRun: boolean): HTMLElement {
  const shapes = (['start', 'event', 'pattern', 'file'] as const).filter((shape) => marks.has(shape))
  const entries = [
    ...shapes.map((shape) => entry(shapeWords[shape], sample(shape, ''))),
    ...(marks.has('ignored') ? [entry('ignored', sample('event', 'ignored'))] : []),
    ...(marks.has('unpublished') ? [entry('not published', sample('event', 'unpublished'))] : []),
    ...(marks.has('run') ? [entry('seen only in the run', sample('event', 'run'))] : []),
    ...(marks.has('match edge') ? [entry('may be', line('match'))] : []),
    ...(marks.has('cycle edge') ? [entry('↻ cycle', line('cycle'))] : []),
    ...(hasRun ? [entry('in the run', line('seen')), entry('in the code only', line(''))] : []),
    ...(marks.has('run edge') ? [entry('in the run only', line('run'))] : []),
  ]
  return element('ul', { class: 'legend', 'aria-label': 'Legend' }, ...entries)
}

const shapeWords: Readonly<Record<NodeShape, string>> = {
  start: 'starts',
  event: 'event',
  pattern: 'computed name',
  file: 'file or function',
}

function entry(words: string, picture: Element): HTMLElement {
  return element('li', {}, picture, words)
}

function sample(shape: NodeShape, mark: string): SVGSVGElement {
  const second = mark === 'run' ? svgElement('path', { class: 'second', d: small(shape, 30, 16) }) : null
  const box = svgElement('path', { class: 'box', d: small(shape, 24, 10), transform: 'translate(3 3)' })
  return svgElement('svg', { class: `sample ${shape} ${mark}`, viewBox: '-1 -1 32 18', 'aria-hidden': 'true' }, second, box)
}

/** The outlines are made for boxes of 44 px. */
function small(shape: NodeShape, width: number, height: number): string {
  if (shape === 'start') return `M0 0H${width - 6}L${width} ${height / 2}L${width - 6} ${height}H0z`
  if (shape === 'file') return `M0 0H${width - 5}L${width} 5V${height}H0z`
  return outline(shape, width, height)
}

function line(mark: string): SVGSVGElement {
  return svgElement(
    'svg',
    { class: `sample edge ${mark}`, viewBox: '0 0 32 18', 'aria-hidden': 'true' },
    svgElement('path', { class: 'way', d: 'M1 9H30' }),
  )
}

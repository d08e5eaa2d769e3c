import { formatCount, formatNumber } from '../../src/words/number'
import type { Json } from '../../src/model/json'
import type { Effect, LogLine, TraceError } from '../../src/model/trace'
import { element, type Child } from '../common/element'

/** A titled part of the details; null when it would be empty. */
export function section(title: string, ...children: readonly Child[]): HTMLElement | null {
  const present = children.filter((child) => child !== null)
  return present.length === 0 ? null : element('section', {}, element('h3', {}, title), ...present)
}

/** Names and values in two columns; a null value leaves its line out. */
export function facts(entries: readonly (readonly [name: string, value: Child])[]): HTMLElement {
  const present = entries.filter(([, value]) => value !== null)
  return element('dl', {}, ...present.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]))
}

export function bulletList(items: readonly Child[]): HTMLElement | null {
  return items.length === 0 ? null : element('ul', { class: 'items' }, ...items.map((item) => element('li', {}, item)))
}

/** Name, message, place and stack of an error. */
export function errorBlock({ name, message, stack }: TraceError, link: HTMLElement | null): HTMLElement {
  const title = `${name}: ${message}`
  const rest = stack.startsWith(title) ? stack.slice(title.length).trim() : stack.trim()
  return element(
    'div',
    { class: 'error' },
    element('p', { class: 'message' }, title),
    link === null ? null : element('p', {}, 'at ', link),
    rest === '' ? null : element('details', {}, element('summary', {}, 'Stack'), element('pre', {}, rest)),
  )
}

export function logLines(logs: readonly LogLine[]): HTMLElement | null {
  if (logs.length === 0) return null
  const lines = logs.map(({ level, text, times }) =>
    element(
      'li',
      { class: `log ${level}` },
      element('span', { class: 'level' }, level),
      element('span', { class: 'said' }, text),
      again(times),
    ),
  )
  return element('ul', { class: 'logs' }, ...lines)
}

export function effectList(effects: readonly Effect[], linkOf: (effect: Effect, index: number) => HTMLElement | null): HTMLElement | null {
  return effects.length === 0
    ? null
    : element(
        'ul',
        { class: 'effects' },
        ...effects.map((effect, index) => element('li', {}, ...effectLine(effect, linkOf(effect, index)))),
      )
}

function again(times: number | undefined): HTMLElement | null {
  return times === undefined ? null : element('span', { class: 'quiet' }, ` ${formatCount(times, 'time')}`)
}

/** What it did to what, with which value, and where. */
export function effectLine({ kind, target, value, denied, times }: Effect, link: HTMLElement | null): Child[] {
  return [
    element('code', { class: 'kind' }, kind),
    ' ',
    element('span', { class: 'target' }, target),
    denied === true ? element('span', { class: 'denied' }, 'denied') : null,
    again(times),
    link === null ? null : element('span', { class: 'where' }, link),
    value === undefined ? null : jsonBlock(value, JSON.stringify(value)),
  ]
}

/** More characters than this are shown when asked for. */
const LONG = 2_000

/** JSON as text; the long is cut, with the whole behind it. */
export function jsonBlock(value: Json, text = JSON.stringify(value, null, 2)): HTMLElement {
  return longText(text)
}

export function longText(text: string): HTMLElement {
  if (text.length <= LONG) return element('pre', {}, text)
  return element(
    'div',
    {},
    element('pre', {}, `${text.slice(0, LONG / 2)}…`),
    element('details', {}, element('summary', {}, `All ${formatNumber(text.length)} characters`), element('pre', {}, text)),
  )
}

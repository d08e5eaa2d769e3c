import assert from 'node:assert/strict'
import type { Fix, Lint } from '../../../../src/model/graph'
import type { Span } from '../../../../src/model/site'
import { graphOf, type Files } from '../inWorkspace'

const head = "import { events, task, data } from '@ampt/sdk'\n"
const today = Date.UTC(2026, 0, 15)

/** The text of files, `index.ts` with `events` imported where it is a single one. */
export function app(text: Files | string): Files {
  return typeof text === 'string' ? { 'index.ts': head + text } : text
}

/** All lints, but those of codes that the test is not about. */
export async function allLints(files: Files | string, ...without: string[]): Promise<readonly Lint[]> {
  return (await graphOf(app(files), { today })).lints.filter(({ code }) => !without.includes(code))
}

/** Whether an event has handlers and publishes is not what most tests are about. */
export const ofNames = ['unknown-event', 'unpublished-event', 'name-not-static', 'shared-retries']

/** The lints but those of names, each as its code and the text that it underlines. */
export async function lintsOf(files: Files | string): Promise<string[]> {
  const lints = await allLints(files, ...ofNames)
  return lints.map((lint) => `${lint.code}: ${textAt(app(files), lint)}`)
}

/** The messages of the lints of a code. */
export async function messagesOf(files: Files | string, code: string): Promise<string[]> {
  return (await allLints(files)).filter((lint) => lint.code === code).map(({ message }) => message)
}

/** The files' text, without the import, once the best fix of the only lint of a code is made. */
export async function fixed(text: string, code: string): Promise<string> {
  const [lint, ...others] = (await allLints(text)).filter((one) => one.code === code)
  assert.deepEqual(others, [])
  const [best] = lint?.fixes ?? []
  assert.ok(best, `no fix of ${code}`)
  return edited(app(text), best)['index.ts']!.slice(head.length)
}

/** Files with the edits made. */
export function edited(files: Files, { edits }: Pick<Fix, 'edits'>): Record<string, string> {
  const texts = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, String(text)]))
  for (const edit of [...edits].sort((a, b) => b.line - a.line || b.column - a.column)) {
    const text = texts[edit.file]!
    const [start, end] = offsets(text, edit)
    texts[edit.file] = text.slice(0, start) + edit.text + text.slice(end)
  }
  return texts
}

function textAt(files: Files, span: Span): string {
  const text = String(files[span.file])
  return text.slice(...offsets(text, span))
}

function offsets(text: string, { line, column, endLine, endColumn }: Span): [number, number] {
  const at = (row: number, place: number): number =>
    text
      .split('\n')
      .slice(0, row - 1)
      .reduce((sum, one) => sum + one.length + 1, place - 1)
  return [at(line, column), at(endLine, endColumn)]
}

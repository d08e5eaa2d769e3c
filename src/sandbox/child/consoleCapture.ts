import { formatWithOptions } from 'node:util'
import type { LogLine } from '../../model/trace'

/** Longest text of one line that is kept, in UTF-16 units. */
const MAX_TEXT = 10_000

/** Sends what the app writes to the console to `onLog`, as the text that Node would print, without colours. */
export function installConsoleCapture(onLog: (level: LogLine['level'], text: string) => void): void {
  const format = (args: unknown[]): string => {
    const text = formatWithOptions({ colors: false }, ...args)
    return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length - MAX_TEXT} more characters)` : text
  }
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    console[level] = (...args: unknown[]) => onLog(level, format(args))
  }
  console.trace = (...args: unknown[]) => onLog('error', format(['Trace:', ...args]))
  console.dir = (value: unknown) => onLog('log', format([value]))
  console.table = (value: unknown) => onLog('log', format([value]))
  console.assert = (condition: unknown, ...args: unknown[]) => {
    if (!condition) onLog('error', format(['Assertion failed:', ...args]))
  }
}

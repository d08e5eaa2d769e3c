import { exactPlace } from '../../words/place'
import type { Site } from '../../model/site'
import type { TraceError } from '../../model/trace'

/** Errors that are remembered: a poison event throws the same one thousands of times. */
const MAX_KNOWN = 1000

/** Gives what the trace keeps of a thrown value, whose stack is that of `sourcePositions`. */
export function createErrorDescriptions(): (error: unknown) => TraceError {
  const known = new Map<string, TraceError>()
  /** `seen` are those that it is told beside. */
  const describe = (error: unknown, seen: Set<unknown>): TraceError => {
    if (!isErrorLike(error)) {
      const carried = errorOfEvent(error)
      return carried === null ? { name: typeof error, message: textOf(error), site: null, stack: '' } : describe(carried, seen)
    }
    seen.add(error)
    const name = nameOf(error)
    const message = textOf(error.message) + reasonBehind(error)
    let stack = typeof error.stack === 'string' ? error.stack : ''
    const causes: string[] = []
    // By a loop, as an app may have broken the methods of lists.
    for (const cause of causesOf(error)) {
      if (seen.has(cause) || seen.size > MAX_CAUSES) continue
      const own = describe(cause, seen)
      stack += `\nCaused by ${own.stack || headline(own)}`
      // Some packages give an error the words of its cause.
      if (own.name !== name || own.message !== message)
        causes.push(`${headline(own)}${own.site === null ? '' : ` (${exactPlace(own.site)})`}`)
      causes.push(...(own.causes ?? []))
    }
    const before = known.get(stack)
    if (before?.name === name && before.message === message) return before
    const described: TraceError = { name, message, site: siteInStack(stack), stack, ...(causes.length > 0 && { causes }) }
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(stack, described)
    return described
  }
  return (error) => describe(error, new Set())
}

/** The name of an error, or of its class where that gives it none. */
function nameOf(error: { readonly name: unknown }): string {
  const name = textOf(error.name)
  if (name !== 'Error') return name
  try {
    const { constructor } = error as { readonly constructor?: { readonly name?: unknown } }
    return typeof constructor?.name === 'string' && constructor.name !== '' ? constructor.name : name
  } catch {
    return name
  }
}

/** What an error of Node comes of that is none of the app's, and that Node does not say in words. */
function reasonBehind(error: object): string {
  const { code, resource, syscall } = error as { readonly code?: unknown; readonly resource?: unknown; readonly syscall?: unknown }
  if (code === 'ERR_ACCESS_DENIED' && typeof resource === 'string')
    return `: ${resource} is not of the app, to whose files --hardened keeps it`
  // Of watches, there are too many.
  if (code === 'ENOSPC' && syscall !== 'watch') return `: ${fullDisk}`
  return ''
}

const fullDisk =
  'what the app writes lies in the folder of temporary files in a run, whose disk is full. Make room there, or name another folder with the variable TMPDIR'

/** Errors that an error is told to follow from, at most. */
const MAX_CAUSES = 20

/** What an error says that it follows from, as Node prints it. */
function causesOf(error: object): readonly unknown[] {
  try {
    const { cause, errors } = error as { readonly cause?: unknown; readonly errors?: unknown }
    return [...(cause === undefined ? [] : [cause]), ...(Array.isArray(errors) ? (errors as unknown[]) : [])]
  } catch {
    // A getter of the app's own error class threw.
    return []
  }
}

/** The first frame of a stack as written above that lies in the workspace's own source. */
function siteInStack(stack: string): Site | null {
  for (const line of stack.split('\n')) {
    const found = /^ {4}at (?:.*\()?((?:\.\.\/)*(?!\/|node:|[A-Za-z]:|.*node_modules)[^()]+?):(\d+):(\d+)\)?$/.exec(line)
    if (found) return { file: found[1]!.replace(/^async /, ''), line: Number(found[2]), column: Number(found[3]) }
  }
  return null
}

export function headline(error: { readonly name: string; readonly message: string }): string {
  try {
    return `${error.name}: ${error.message}`
  } catch {
    // A getter of the app's own error class threw; the frames still tell.
    return 'Error'
  }
}

function isErrorLike(error: unknown): error is { name: unknown; message: unknown; stack?: unknown } {
  return typeof error === 'object' && error !== null && 'message' in error && 'name' in error
}

/** What an event `error` tells of, as a promise of the app rejects with where it has `onerror = reject`. */
function errorOfEvent(event: unknown): object | null {
  try {
    const { type, error } = event as { readonly type?: unknown; readonly error?: unknown }
    return type === 'error' && isErrorLike(error) ? error : null
  } catch {
    // Nothing was thrown, or a getter of the app's own threw.
    return null
  }
}

/** Any thrown value as text, whatever it does when asked. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  try {
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}

import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { Site } from '../../model/site'
import type { TraceError } from '../../model/trace'

/** The name under which the app's bundle runs; frames of it are the app's own. */
export const BUNDLE_NAME = 'ampt-events-app.js'

/** Says where in the workspace's source something happened. */
export interface SourcePositions {
  /** The place in the app that the current call comes from; null when none of the app's code is on the stack. */
  callSite(): Site | null
  /** Line and column of the bundle, both from 1, in the source. */
  siteOf(line: number, column: number): Site | null
  describeError(error: unknown): TraceError
}

/** Frames that are looked at: enough to reach through a library to the app's own code. */
const STACK_FRAMES = 25

/** Errors, and places of frames, that are remembered: a poison event throws the same one thousands of times. */
const MAX_KNOWN = 1000

/**
 * Installs stack traces that speak of the workspace's source: mapped back from the bundle, relative to `folder`, without
 * frames of Node and of the simulator.
 */
export function installSourcePositions(sourceMap: string, folder: string): SourcePositions {
  const map = new TraceMap(sourceMap)
  const sites = new Map<string, Site | null>()
  let isCollecting = false
  let collected: Site | null = null

  const siteOf = (line: number, column: number): Site | null => {
    // The wrapper's own line, with the hoisted imports.
    if (line < 1) return null
    const key = `${line}:${column}`
    let site = sites.get(key)
    if (site === undefined) {
      const found = originalPositionFor(map, { line, column: column - 1 })
      site = found.source === null ? null : { file: found.source, line: found.line, column: found.column + 1 }
      sites.set(key, site)
    }
    return site
  }
  const appSite = (frame: NodeJS.CallSite): Site | null =>
    frame.getFileName() === BUNDLE_NAME ? siteOf(frame.getLineNumber() ?? 0, frame.getColumnNumber() ?? 0) : null

  /** What is known of frames, by file and position: the text of one (null is none), and the type of its receiver, which the text may name. */
  const knownFrames = new Map<string, { readonly type: string | null; readonly text: string | null }>()
  const describeFrame = (frame: NodeJS.CallSite): string | null => {
    const file = frame.getFileName()
    if (file === null || file === undefined || file.startsWith('node:') || file === __filename) return null
    const key = `${file}:${frame.getPosition()}`
    const type = frame.getTypeName()
    const known = knownFrames.get(key)
    if (known?.type === type) return known.text
    const text = textOfFrame(frame, file)
    remember(knownFrames, key, { type, text })
    return text
  }
  const textOfFrame = (frame: NodeJS.CallSite, file: string): string | null => {
    const place = `${file}:${frame.getLineNumber()}:${frame.getColumnNumber()}`
    const site = appSite(frame)
    if (file === BUNDLE_NAME && site === null) return null
    const named =
      site === null
        ? `${fileIn(folder, file)}:${frame.getLineNumber()}:${frame.getColumnNumber()}`
        : `${site.file}:${site.line}:${site.column}`
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- V8's frames do have a text of their own
    return `    at ${String(frame).replace(place, named)}`
  }

  const knownErrors = new Map<string, TraceError>()
  Error.stackTraceLimit = STACK_FRAMES
  Error.prepareStackTrace = (error, frames) => {
    if (isCollecting) {
      collected = null
      for (const frame of frames) if ((collected = appSite(frame)) !== null) break
      return ''
    }
    const lines = frames.map(describeFrame).filter((line) => line !== null)
    return [headline(error), ...lines].join('\n')
  }

  return {
    siteOf,
    callSite() {
      isCollecting = true
      try {
        // Reading the stack is what makes V8 call prepareStackTrace.
        void new Error().stack
      } finally {
        isCollecting = false
      }
      return collected
    },
    describeError(error) {
      if (!isErrorLike(error)) return { name: typeof error, message: textOf(error), site: null, stack: '' }
      const stack = typeof error.stack === 'string' ? error.stack : ''
      const name = textOf(error.name)
      const message = textOf(error.message)
      const known = knownErrors.get(stack)
      if (known?.name === name && known.message === message) return known
      const described: TraceError = { name, message, site: siteInStack(stack), stack }
      remember(knownErrors, stack, described)
      return described
    },
  }
}

function remember<T>(known: Map<string, T>, key: string, value: T): void {
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(key, value)
}

/** The first frame of a stack as written above that lies in the workspace's own source. */
function siteInStack(stack: string): Site | null {
  for (const line of stack.split('\n')) {
    const found = /^ {4}at (?:.*\()?((?:\.\.\/)*(?!\/|node:|[A-Za-z]:|.*node_modules)[^()]+?):(\d+):(\d+)\)?$/.exec(line)
    if (found) return { file: found[1]!.replace(/^async /, ''), line: Number(found[2]), column: Number(found[3]) }
  }
  return null
}

function headline(error: Error): string {
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

/** Any thrown value as text, whatever it does when asked. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  try {
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}

function fileIn(folder: string, file: string): string {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file
  return relative(folder, path).replaceAll('\\', '/')
}

import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { exactPlace } from '../../words/place'
import type { Site } from '../../model/site'
import { createErrorDescriptions, headline } from './errorDescriptions'

/** The name under which the app's bundle runs; frames of it are the app's own. */
export const BUNDLE_NAME = 'ampt-events-app.js'

interface Loading {
  /** The module whose code runs; null where that of Node does. */
  readonly module: string | null
}

/** Frames that are looked at: enough to reach through a library to the app's own code. */
const STACK_FRAMES = 25

/** Stacks that are remembered: a poison event throws the same one thousands of times. */
const MAX_KNOWN = 1000

/**
 * Says where in the workspace's source something happened, and has stacks speak of that: mapped back from the bundle, relative to `folder`, without
 * frames of Node and of the simulator.
 */
export class SourcePositions {
  private readonly map: TraceMap
  private readonly sites = new Map<string, Site | null>()
  private isCollecting = false
  private isOwnAlone = false
  private collected: Site | null = null
  /** Stacks that were seen, frame by frame, so that an equal one need not be written again. */
  private readonly knownStacks = createSeen()
  private knownCount = 0
  readonly describeError = createErrorDescriptions()

  constructor(
    sourceMap: string,
    private readonly folder: string,
  ) {
    this.map = new TraceMap(sourceMap)
    Error.stackTraceLimit = STACK_FRAMES
    Error.prepareStackTrace = (error, frames) => (this.isCollecting ? this.collect(frames) : this.stackOf(error, frames))
  }

  /** The place in the app that the current call comes from; null when none of the app's code is on the stack, or in so many frames of it. */
  readonly callSite = (frames = STACK_FRAMES): Site | null => this.placeOf(errorOf(frames))

  /** The same where the app's own code made the call, not Node or a package on its behalf. */
  readonly ownCallSite = (): Site | null => {
    this.isOwnAlone = true
    try {
      return this.callSite()
    } finally {
      this.isOwnAlone = false
    }
  }

  /** The place in the app where an error was made, whose stack nobody has read yet. */
  placeOf(error: Error): Site | null {
    this.isCollecting = true
    this.collected = null
    try {
      // Reading the stack is what makes V8 call prepareStackTrace.
      void error.stack
    } finally {
      this.isCollecting = false
    }
    return this.collected
  }

  /** What loads where modules are loaded by whatever of the app is below that, or Node alone is at work; else null. */
  loading(): Loading | null {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below
    const { prepareStackTrace } = Error
    Error.prepareStackTrace = (_, frames) => frames.map((frame) => frame.getFileName() ?? '')
    const files = (errorOf(Infinity).stack as unknown as string[]).filter((file) => file !== '' && file !== __filename)
    Error.prepareStackTrace = prepareStackTrace
    const above = files.includes(BUNDLE_NAME) ? files.slice(0, files.indexOf(BUNDLE_NAME)) : files
    const loader = above.findIndex((file) => file.startsWith('node:internal/modules/'))
    if (loader < 0 && !files.every((file) => file.startsWith('node:'))) return null
    return { module: above.slice(0, loader).findLast((file) => !file.startsWith('node:')) ?? null }
  }

  private collect(frames: readonly NodeJS.CallSite[]): string {
    this.collected = null
    for (const frame of frames) {
      if (frame.getFileName() === __filename) continue
      this.collected = this.siteOf(frame)
      if (this.collected !== null || this.isOwnAlone) break
    }
    return ''
  }

  private stackOf(error: Error, frames: readonly NodeJS.CallSite[]): string {
    if (this.knownCount > MAX_KNOWN) {
      this.knownStacks.next.clear()
      this.knownCount = 0
    }
    let seen = this.knownStacks
    for (const frame of frames) {
      const file = frame.getFileName()
      if (file === null || file === undefined || file.startsWith('node:') || file === __filename) continue
      const at = file === BUNDLE_NAME ? frame.getPosition() : `${file}:${frame.getPosition()}`
      // The text of a frame may name the type of its receiver.
      const type = frame.getTypeName()
      let next = seen.next.get(at)
      if (next?.type !== type) {
        this.knownCount++
        const text = this.textOf(frame, file)
        next = createSeen(type, text === null ? seen.lines : `${seen.lines}\n${text}`)
        seen.next.set(at, next)
      }
      seen = next
    }
    const first = headline(error)
    let stack = seen.stacks.get(first)
    if (stack === undefined) {
      this.knownCount++
      seen.stacks.set(first, (stack = first + seen.lines))
    }
    return stack
  }

  private textOf(frame: NodeJS.CallSite, file: string): string | null {
    const place = `${file}:${frame.getLineNumber()}:${frame.getColumnNumber()}`
    const site = this.siteOf(frame)
    if (file === BUNDLE_NAME && site === null) return null
    const named = site === null ? `${fileIn(this.folder, file)}:${frame.getLineNumber()}:${frame.getColumnNumber()}` : exactPlace(site)
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- V8's frames do have a text of their own
    return `    at ${String(frame).replace(place, named)}`
  }

  private siteOf(frame: NodeJS.CallSite): Site | null {
    const [line, column] = [frame.getLineNumber() ?? 0, frame.getColumnNumber() ?? 0]
    // Line 0 is the wrapper's own, with the hoisted imports.
    if (frame.getFileName() !== BUNDLE_NAME || line < 1) return null
    const key = `${line}:${column}`
    let site = this.sites.get(key)
    if (site === undefined) {
      const found = originalPositionFor(this.map, { line, column: column - 1 })
      site = found.source === null ? null : { file: found.source, line: found.line, column: found.column + 1 }
      this.sites.set(key, site)
    }
    return site
  }
}

function errorOf(frames: number): Error {
  Error.stackTraceLimit = frames
  const error = new Error()
  Error.stackTraceLimit = STACK_FRAMES
  return error
}

/** A stack up to one of its frames. */
interface Seen {
  readonly type: string | null
  readonly lines: string
  readonly next: Map<number | string, Seen>
  /** By headline. */
  readonly stacks: Map<string, string>
}

function createSeen(type: string | null = null, lines = ''): Seen {
  return { type, lines, next: new Map(), stacks: new Map() }
}

function fileIn(folder: string, file: string): string {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file
  return relative(folder, path).replaceAll('\\', '/')
}

import fs from 'node:fs'
import { replace, type Call } from '../replace'
import type { Path } from './path'
import { refusal } from './refusal'

type Calls = Record<string, Call>

/** The calls that change more of a file than its text, by the name of the one that takes a path. */
const changes = ['chmod', 'chown', 'utimes']

/** Keeps what is read through a descriptor as it is: a change of its mode, owner or times becomes one of its path, which lands in the layer. */
export class Descriptors {
  /** By descriptor: the path on the disk, or null for a file of the layer. */
  private readonly paths = new Map<number, string | null>()
  private isHandleGuarded = false

  /** `pathOf` gives the path on the disk, with no link on the way; null where there is none. */
  constructor(private readonly pathOf: (path: Path) => string | null) {}

  /** The same call of Node's to open a file, noted. */
  noting(open: Call): Call {
    return (...args) => {
      const [path] = args
      const done = args.at(-1)
      if (typeof done === 'function')
        return open(...args.slice(0, -1), (error: unknown, fd: number) => {
          if (fd !== undefined) this.note(fd, path)
          ;(done as Call)(error, fd)
        })
      const opened = open(...args)
      if (!(opened instanceof Promise)) return this.note(opened as number, path)
      return opened.then((handle: fs.promises.FileHandle) => {
        this.note(handle.fd, path)
        this.guardHandles(handle)
        return handle
      })
    }
  }

  /** Replaces the functions of `fs` that take a descriptor. Those that take a path are guarded already. */
  install(): void {
    const calls = fs as unknown as Calls
    for (const name of changes) {
      const fdName = name === 'utimes' ? 'futimes' : `f${name}`
      for (const suffix of ['', 'Sync']) {
        const [original, ofPath] = [calls[fdName + suffix]!, calls[name + suffix]!]
        replace(fs, fdName + suffix, (fd: unknown, ...rest: unknown[]) => this.change(fd, rest, original, ofPath))
      }
    }
  }

  private note(fd: number, path: unknown): number {
    this.paths.set(fd, this.pathOf(path as Path))
    return fd
  }

  private change(fd: unknown, rest: unknown[], original: Call, ofPath: Call): unknown {
    const path = typeof fd === 'number' ? this.paths.get(fd) : null
    if (path === null) return original(fd, ...rest)
    // What nobody opened here, such as stdin, is not the app's to change.
    if (path === undefined) throw refusal('EPERM')
    return ofPath(path, ...rest)
  }

  /** Node shows the class of its handles by a handle alone. */
  private guardHandles(first: fs.promises.FileHandle): void {
    if (this.isHandleGuarded) return
    this.isHandleGuarded = true
    const handles = Object.getPrototypeOf(first) as Calls
    const paths = fs.promises as unknown as Calls
    const change = this.change.bind(this)
    for (const name of changes) {
      const original = handles[name]!
      handles[name] = function (this: fs.promises.FileHandle, ...args) {
        return new Promise((done) => done(change(this.fd, args, (_, ...rest) => original.apply(this, rest), paths[name]!)))
      }
    }
  }
}

import { AsyncResource } from 'node:async_hooks'
import fs from 'node:fs'
import type { Site } from '../../model/site'
import { natives } from './natives'
import { replace, type Call } from './replace'

/**
 * Keeps what an app leaves open from holding a run open. Ports of messages hold it only while a message is on its way. Nor do
 * watches of files, which are told to `report`: what the app writes lies in a layer that they do not see, and what others write is no part of a run.
 */
export function installOpenHandles(report: (what: string, target: string) => void): void {
  const port = MessagePort.prototype as unknown as Record<'ref' | 'postMessage', Call>
  const { postMessage } = port
  port.ref = () => undefined
  port.postMessage = function (this: unknown, ...args: unknown[]) {
    // It tells that real work is under way; what was posted arrives in the next turn of the loop but one at the latest.
    new AsyncResource('PortMessage').emitDestroy()
    natives.setImmediate(() => natives.setImmediate(() => undefined))
    return postMessage.apply(this, args)
  }
  for (const [owner, name] of [
    [fs, 'watch'],
    [fs, 'watchFile'],
    [fs.promises, 'watch'],
  ] as const) {
    const watch = (owner as unknown as Record<string, Call>)[name]!
    const loose = (path: unknown, ...rest: unknown[]): unknown => {
      report(`fs.${name}`, String(path))
      const options = typeof rest[0] === 'object' ? rest.shift() : typeof rest[0] === 'string' ? { encoding: rest.shift() } : {}
      return watch(path, { ...(options as object), persistent: false }, ...rest)
    }
    replace(owner, name, loose)
  }
}

/** Something real that an app opened. */
export interface OpenHandle {
  /** As Node calls it, such as `TCPWRAP`. */
  readonly type: string
  readonly site: Site
  readonly resource: WeakRef<{ hasRef?: () => boolean }>
}

/** Handles that are remembered before those that were closed are forgotten. */
const MAX_HANDLES = 1000

/** Remembers what was opened, with the place in the app, to say at the end what held the run. */
export class OpenHandles {
  private handles: OpenHandle[] = []

  constructor(private readonly callSite: () => Site | null) {}

  /** To be told of each async resource. */
  add(type: string, resource: object): void {
    if (!/(WRAP|WATCHER|PORT)$/.test(type) || /REQ|CONNECT/.test(type)) return
    const site = this.callSite()
    if (site === null) return
    if (this.handles.length > MAX_HANDLES) this.handles = this.open()
    this.handles.push({ type, site, resource: new WeakRef(resource) })
  }

  /** The first one that still holds the event loop. */
  first(): OpenHandle | null {
    return this.open()[0] ?? null
  }

  private open(): OpenHandle[] {
    return this.handles.filter(({ resource }) => resource.deref()?.hasRef?.() === true)
  }
}

import { EventEmitter } from 'node:events'
import { aroundLoads } from '../aroundLoads'

/**
 * Stands in for the package `thread-stream`, by which pino's transports (`pino-pretty`, files, services) get what they log in a thread, which a run does not
 * start: what is logged is handed to `onOutput` as it is. `onMade` is told of each.
 */
export function installThreadStreams(onOutput: (text: string) => void, onMade: () => void): void {
  class ThreadStream extends EventEmitter {
    closed = false

    constructor() {
      super()
      onMade()
      queueMicrotask(() => this.emit('ready'))
    }

    write(text: unknown): boolean {
      onOutput(String(text))
      return true
    }

    end(): void {
      if (this.closed) return
      this.closed = true
      queueMicrotask(() => this.emit('close'))
    }

    flush(done?: () => void): void {
      if (done !== undefined) queueMicrotask(done)
    }

    flushSync(): void {
      // Nothing waits.
    }

    ref(): this {
      return this
    }

    unref(): this {
      return this
    }
  }
  aroundLoads((request, load) => (request === 'thread-stream' ? ThreadStream : load()))
  // Where pino asks bundlers for the files of transports, which it looks for from its caller's file; none of them is loaded.
  const paths = new Proxy({}, { get: (_, name) => `/${String(name)}` })
  Object.defineProperty(globalThis, '__bundlerPathsOverrides', { value: paths, configurable: true, writable: true })
}

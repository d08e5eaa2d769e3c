import { natives } from '../natives'
import type { TellInstance } from './processEvents'

/** Stops the code that ended the process; what it may catch on its way up is up to the app, as the attempt has failed already. */
class ExitSignal extends Error {
  override readonly name = 'ExitSignal'
}

/** What the app does to its process, told to the run. */
interface ProcessHooks {
  /** `call` is what ended the process, such as `process.exit(1)`. */
  readonly onExit: (call: string) => void
  readonly onRejection: (reason: unknown) => void
  /** Runs code on behalf of whose code made a promise. */
  readonly onBehalfOf: (promise: object, code: () => void) => void
  readonly onUncaught: (error: unknown) => void
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void
}

/**
 * Keeps the app from ending the child: an exit ends the instance that asks for it, an error nobody caught the attempt which threw it, unless the
 * app listens for such errors.
 */
export function installProcessGuard(hooks: ProcessHooks, tellInstance: TellInstance): void {
  const end = (call: string): never => {
    hooks.onExit(call)
    throw new ExitSignal(call)
  }
  let isExiting = false
  const exit = (code: unknown = process.exitCode ?? 0): never => {
    const call = `process.exit(${Number(code)})`
    // One of its listeners may ask again.
    if (isExiting) return end(call)
    isExiting = true
    try {
      tellInstance('exit', Number(code))
    } catch (thrown) {
      if (!(thrown instanceof ExitSignal)) hooks.onUncaught(thrown)
    } finally {
      isExiting = false
    }
    return end(call)
  }
  const reallyExit = (code: unknown): never => end(`process.reallyExit(${Number(code ?? 0)})`)
  Object.assign(process, { exit, reallyExit, abort: () => end('process.abort()') })
  const kill = process.kill.bind(process)
  process.kill = (pid, signal) =>
    pid === process.pid && signal !== 0 ? end(`process.kill(process.pid, ${JSON.stringify(signal ?? 'SIGTERM')})`) : kill(pid, signal)
  // The channel to the client is none of the app's: on the platform there is no other process to talk to.
  Object.assign(process, { send: undefined, disconnect: undefined, connected: false })
  const isOurs = (error: unknown): boolean => error instanceof ExitSignal || isOfCollector(error)
  const tell = (name: string, error: unknown, about: unknown, orElse: (error: unknown) => void): void => {
    if (isOurs(error)) return
    try {
      if (!tellInstance(name, error, about)) orElse(error)
    } catch (thrown) {
      // To exit is what most listeners do.
      if (!isOurs(thrown)) hooks.onUncaught(thrown)
    }
  }
  natives.onProcess('unhandledRejection', (reason, promise) =>
    hooks.onBehalfOf(promise, () => tell('unhandledRejection', reason, promise, hooks.onRejection)),
  )
  const onUncaught = (error: unknown, origin: unknown): void => tell('uncaughtException', error, origin, hooks.onUncaught)
  natives.onProcess('uncaughtException', (error, origin) => {
    // Node runs the ticks behind one that threw by an immediate, for which it asks `timers`: those are the app's.
    natives.setImmediate(() => undefined)
    onUncaught(error, origin)
  })
  // Beside an async hook, Node forgets whose microtask it was that threw.
  const { queueMicrotask } = globalThis
  globalThis.queueMicrotask = (callback) =>
    queueMicrotask(
      typeof callback === 'function'
        ? () => {
            try {
              callback()
            } catch (error) {
              onUncaught(error, 'uncaughtException')
            }
          }
        : callback,
    )
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (chunk: unknown, ...rest: unknown[]): boolean => {
      hooks.onOutput(name, typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString())
      const done = rest.find((one) => typeof one === 'function') as (() => void) | undefined
      if (done !== undefined) process.nextTick(done)
      return true
    }
  }
}

/** Whether an error says that a file which the app forgot was closed, as newer versions of Node throw when chance has it that garbage is collected. */
function isOfCollector(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('A FileHandle object was closed during garbage collection')
}

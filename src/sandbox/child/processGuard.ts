import { natives } from './natives'
import type { TellInstance } from './processEvents'

/** Stops the code that ended the process; what it may catch on its way up is up to the app, as the attempt has failed already. */
class ExitSignal extends Error {
  override readonly name = 'ExitSignal'
}

/** What the app does to its process, told to the run. */
export interface ProcessHooks {
  readonly onExit: (code: number) => void
  readonly onRejection: (reason: unknown) => void
  readonly onUncaught: (error: unknown) => void
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void
}

/**
 * Keeps the app from ending the child: an exit ends the instance that asks for it, an error nobody caught the attempt which threw it, unless the
 * app listens for such errors.
 */
export function installProcessGuard(hooks: ProcessHooks, tellInstance: TellInstance): void {
  const end = (code: number): never => {
    hooks.onExit(code)
    throw new ExitSignal(`process.exit(${code})`)
  }
  let isExiting = false
  const exit = (code: unknown = process.exitCode ?? 0): never => {
    // One of its listeners may ask again.
    if (isExiting) return end(Number(code))
    isExiting = true
    try {
      tellInstance('exit', Number(code))
    } catch (thrown) {
      if (!(thrown instanceof ExitSignal)) hooks.onUncaught(thrown)
    } finally {
      isExiting = false
    }
    return end(Number(code))
  }
  Object.assign(process, { exit, reallyExit: (code: unknown) => end(Number(code ?? 0)), abort: () => end(134) })
  const kill = process.kill.bind(process)
  process.kill = (pid, signal) => (pid === process.pid && signal !== 0 ? end(143) : kill(pid, signal))
  // The channel to the client is none of the app's: on the platform there is no other process to talk to.
  Object.assign(process, { send: undefined, disconnect: undefined, connected: false })
  const isOurs = (error: unknown): boolean => error instanceof ExitSignal
  const tell = (name: string, error: unknown, about: unknown, orElse: (error: unknown) => void): void => {
    if (isOurs(error)) return
    try {
      if (!tellInstance(name, error, about)) orElse(error)
    } catch (thrown) {
      // To exit is what most listeners do.
      if (!isOurs(thrown)) hooks.onUncaught(thrown)
    }
  }
  natives.onProcess('unhandledRejection', (reason, promise) => tell('unhandledRejection', reason, promise, hooks.onRejection))
  natives.onProcess('uncaughtException', (error, origin) => tell('uncaughtException', error, origin, hooks.onUncaught))
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (chunk: unknown, ...rest: unknown[]): boolean => {
      hooks.onOutput(name, typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString())
      const done = rest.find((one) => typeof one === 'function') as (() => void) | undefined
      if (done !== undefined) process.nextTick(done)
      return true
    }
  }
}

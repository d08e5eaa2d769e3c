import { version } from '../package.json'
import { shortLine } from './words/oneLine'
import { UserError } from './model/userError'
import { helpFor } from './cli/help'
import type { Terminal } from './cli/terminal'

/** Each loads what it needs, and nothing of the other. */
const commands: Readonly<Record<string, (args: readonly string[], terminal: Terminal) => Promise<number>>> = {
  graph: async (args, terminal) => (await import('./cli/graphCommand')).graphCommand(args, terminal),
  simulate: async (args, terminal) => (await import('./cli/simulateCommand')).simulateCommand(args, terminal),
}

async function main([name = '--help', ...args]: readonly string[]): Promise<number> {
  const asks = (...options: string[]): boolean => [name, ...args].some((arg) => options.includes(arg))
  const interrupt = new AbortController()
  // A graph is quick and holds nothing: only a simulation has something to print when it is interrupted.
  if (name === 'simulate') for (const end of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(end, () => interrupt.abort())
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 70))
  // A terminal that was closed takes no progress.
  process.stderr.on('error', () => undefined)
  const terminal: Terminal = {
    stdout: (text) => void process.stdout.write(`${text}\n`),
    progress,
    signal: interrupt.signal,
    cwd: process.cwd(),
    dist: __dirname,
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (asks('--help', '-h', '--version')) {
    terminal.stdout(asks('--version') ? version : helpFor(name))
    return 0
  }
  if (command === undefined)
    throw new UserError(`There is no command "${name}". The commands are ${Object.keys(commands).join(', ')}; see "ampt-events --help".`)
  return command(args, terminal)
}

function progress(text: string | null): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text ?? ''}`)
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    progress(null)
    const isOurs = error instanceof UserError
    process.stderr.write(`${isOurs ? shortLine(error.message) : ((error as Error).stack ?? String(error))}\n`)
    process.exitCode = isOurs ? (error.kind === 'load' ? 3 : 2) : 70
  },
)

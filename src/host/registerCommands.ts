import type * as vscode from 'vscode'
import { reportError } from './reportToUser'

/** Registers commands `amptEvents.<name>`. What fails in one is told to the user, once. */
export function registerCommands(
  vs: typeof vscode,
  log: vscode.LogOutputChannel,
  commands: Readonly<Record<string, (argument?: unknown) => unknown>>,
): vscode.Disposable {
  return vs.Disposable.from(
    ...Object.entries(commands).map(([name, command]) =>
      vs.commands.registerCommand(`amptEvents.${name}`, async (argument?: unknown) => {
        try {
          return await command(argument)
        } catch (error) {
          void reportError(vs, error, log)
          return undefined
        }
      }),
    ),
  )
}

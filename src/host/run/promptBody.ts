import type * as vscode from 'vscode'
import type { Json } from '../../model/json'
import { readBody } from './readBody'

/**
 * Asks for the body of an event, starting from the last one that was given for it in this workspace, else from `sample`.
 * Undefined when the user calls it off.
 */
export async function promptBody(
  vs: typeof vscode,
  memory: vscode.Memento,
  { folder, event, sample }: { readonly folder: string; readonly event: string; readonly sample: Json },
): Promise<Json | undefined> {
  const key = `body ${folder} ${event}`
  const text = await vs.window.showInputBox({
    title: `Simulate ${event}`,
    prompt: 'Body of the event, as JSON. Enter runs it.',
    value: memory.get<string>(key) ?? JSON.stringify(sample),
    ignoreFocusOut: true,
    validateInput: (typed) => {
      const reading = readBody(typed)
      return 'problem' in reading ? { message: reading.problem, severity: vs.InputBoxValidationSeverity.Error } : null
    },
  })
  const reading = text === undefined ? null : readBody(text)
  if (reading === null || 'problem' in reading) return undefined
  await memory.update(key, text)
  return reading.body
}

import type * as vscode from 'vscode'
import type { Json } from '../../model/json'
import { readBody } from './readBody'

/** What the user makes of the prompt: a body, or a text to edit on in a document. */
export type BodyAnswer = { readonly body: Json } | { readonly draft: string }

/** Asks for the body of an event, starting from `text`. Null when the user calls it off. */
export async function promptBody(vs: typeof vscode, event: string, text: string): Promise<BodyAnswer | null> {
  const input = vs.window.createInputBox()
  const edit = { iconPath: new vs.ThemeIcon('edit'), tooltip: 'Edit as a Document' }
  const validate = (): void => {
    const reading = readBody(input.value)
    input.validationMessage = 'problem' in reading ? { message: reading.problem, severity: vs.InputBoxValidationSeverity.Error } : undefined
  }
  input.title = `Simulate ${event}`
  input.prompt = 'Body of the event, as JSON.'
  input.value = text
  input.ignoreFocusOut = true
  input.buttons = [edit]
  input.onDidChangeValue(validate)
  validate()
  try {
    return await new Promise<BodyAnswer | null>((done) => {
      input.onDidAccept(() => {
        const reading = readBody(input.value)
        if ('body' in reading) done(reading)
      })
      input.onDidTriggerButton(() => done({ draft: input.value }))
      input.onDidHide(() => done(null))
      input.show()
    })
  } finally {
    input.dispose()
  }
}

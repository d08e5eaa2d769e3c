import type * as vscode from 'vscode'
import { renderMermaid } from '../flow/renderMermaid'
import { renderSvg } from '../flow/renderSvg'
import { UserError } from '../model/userError'
import type { Drawn } from './drawPicture'

const forms = {
  svg: { name: 'SVG', extension: 'svg', render: ({ drawing, folderName }: Drawn) => renderSvg(drawing, `Event graph of ${folderName}`) },
  mermaid: { name: 'Mermaid', extension: 'mmd', render: ({ flow }: Drawn) => `${renderMermaid(flow)}\n` },
} as const

/** Writes what is drawn to a file that the user names. */
export async function exportPicture(vs: typeof vscode, drawn: Drawn | null, as: keyof typeof forms): Promise<void> {
  const { name, extension, render } = forms[as]
  if (drawn === null || drawn.folder === null || drawn.flow.nodes.size === 0) {
    throw new UserError(`There is nothing to export: ${drawn?.picture.frame.empty ?? 'the graph was not drawn.'}`)
  }
  const target = await vs.window.showSaveDialog({
    title: `Export Event Graph as ${name}`,
    defaultUri: vs.Uri.joinPath(drawn.folder, `events.${extension}`),
    filters: { [name]: [extension] },
  })
  if (target === undefined) return
  try {
    await vs.workspace.fs.writeFile(target, new TextEncoder().encode(render(drawn)))
  } catch (error) {
    throw new UserError(`${target.fsPath} could not be written. ${(error as Error).message}`)
  }
}

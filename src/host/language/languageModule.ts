import type * as vscode from 'vscode'
import type { GraphModule } from '../graphModule'
import { createCurrentGraphs } from './currentGraphs'
import { createLensModule } from './lensModule'

/** What the editor shows and offers in the text of an app. */
export function createLanguageModule(vs: typeof vscode, deps: { graphs: GraphModule }): vscode.Disposable {
  const graphs = createCurrentGraphs(vs, deps.graphs)
  return vs.Disposable.from(createLensModule(vs, { graphs }), graphs)
}

import type * as vscode from 'vscode'
import type { GraphModule } from '../graphs/graphModule'
import type { RunModule } from '../run/runModule'
import { createCallHierarchyModule } from './callHierarchyModule'
import { createCompletionModule } from './completionModule'
import { createCurrentGraphs } from './currentGraphs'
import { createHoverModule } from './hoverModule'
import { createInlayModule } from './inlayModule'
import { createLensModule } from './lensModule'
import { createNavigationModule } from './navigationModule'
import { createRenameModule } from './renameModule'
import { createSymbolsModule } from './symbolsModule'

/** What the editor shows and offers in the text of an app. */
export function createLanguageModule(vs: typeof vscode, deps: { graphs: GraphModule; runs: RunModule }): vscode.Disposable {
  const graphs = createCurrentGraphs(vs, deps.graphs)
  return vs.Disposable.from(
    createLensModule(vs, { graphs, runs: deps.runs }),
    createHoverModule(vs, { graphs, runs: deps.runs }),
    createInlayModule(vs, { graphs }),
    createNavigationModule(vs, { graphs }),
    createRenameModule(vs, { graphs }),
    createCompletionModule(vs, { graphs }),
    createSymbolsModule(vs, { graphs }),
    createCallHierarchyModule(vs, { graphs }),
    graphs,
  )
}

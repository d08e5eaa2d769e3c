import type * as vscode from 'vscode'
import type { RunModule } from '../run/runModule'
import { createCallHierarchyModule } from './callHierarchyModule'
import { createCompletionModule } from './completionModule'
import type { CurrentGraphs } from './currentGraphs'
import { createHoverModule } from './hoverModule'
import { createInlayModule } from './inlayModule'
import { createLensModule } from './lensModule'
import { createNavigationModule } from './navigationModule'
import { createRenameModule } from './renameModule'
import { createSymbolsModule } from './symbolsModule'

/** What the editor shows and offers in the text of an app. */
export function createLanguageModule(vs: typeof vscode, { graphs, runs }: { graphs: CurrentGraphs; runs: RunModule }): vscode.Disposable {
  return vs.Disposable.from(
    createLensModule(vs, { graphs, runs }),
    createHoverModule(vs, { graphs, runs }),
    createInlayModule(vs, { graphs }),
    createNavigationModule(vs, { graphs }),
    createRenameModule(vs, { graphs }),
    createCompletionModule(vs, { graphs }),
    createSymbolsModule(vs, { graphs }),
    createCallHierarchyModule(vs, { graphs }),
  )
}

import type * as vscode from 'vscode'
import { eventAtCursor } from '../eventAtCursor'
import type { GraphModule } from '../graphs/graphModule'
import { readNamed, type Named } from '../tree/named'

/** What "Focus Event in Graph" was called with: a name, a row of the tree, an object with an event, or nothing, which means the cursor. */
export function readFocusArgument(vs: typeof vscode, graphs: GraphModule, argument: unknown): Named | null {
  if (typeof argument === 'string') return { event: argument, folder: null }
  return readNamed(argument) ?? eventAtCursor(vs, graphs)
}

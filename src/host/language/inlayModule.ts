import type * as vscode from 'vscode'
import { appDocuments } from '../graphs/appFiles'
import { contractOf } from './contractOf'
import { spanRange, type CurrentGraphs } from './currentGraphs'
import { inlayHintsOf } from './inlayHints'
import { onSetting } from './onSetting'

/** What an `after` and a `timeout` come to, behind their text. */
export function createInlayModule(vs: typeof vscode, { graphs }: { graphs: CurrentGraphs }): vscode.Disposable {
  const changed = new vs.EventEmitter<void>()
  return vs.Disposable.from(
    changed,
    graphs.onDidChange(() => changed.fire()),
    onSetting(vs, 'amptEvents.inlayHints', () => changed.fire()),
    onSetting(vs, 'amptEvents.contract', () => changed.fire()),
    vs.languages.registerInlayHintsProvider(appDocuments, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: ({ uri }, visible) => {
        const found = graphs.of(uri)
        if (found === null || !vs.workspace.getConfiguration('amptEvents', uri).get('inlayHints', true)) return []
        return inlayHintsOf(found.graph, found.file, found.shift, contractOf(vs, uri)).flatMap(({ span, label, tooltip }) => {
          const { end } = spanRange(vs, span)
          return visible.contains(end) ? [Object.assign(new vs.InlayHint(end, label), { tooltip, paddingLeft: true })] : []
        })
      },
    }),
  )
}

import type * as vscode from 'vscode'
import type { RunModule } from './runModule'
import { runOutcome } from './runTitle'
import { shorten } from '../../words/shorten'
import { shownText } from '../shownText'

/** One item in the status bar: the run under way, or what the last one came to. A click shows the timeline. */
export function createStatusModule(vs: typeof vscode, { runs }: { runs: RunModule }): vscode.Disposable {
  const item = vs.window.createStatusBarItem('amptEvents.status', vs.StatusBarAlignment.Left)
  item.name = 'Ampt Events'
  item.command = 'amptEvents.showTimeline'

  function show(): void {
    const [run] = runs.runs
    item.backgroundColor = undefined
    if (runs.running !== null) {
      item.text = `$(sync~spin) Simulating ${shortName(runs.running)}`
      item.tooltip = 'Click to show the timeline'
    } else if (run !== undefined) {
      const { text, end } = runOutcome(run.trace)
      item.text = `${icons[end]} ${shortName(run.simulation.event)}: ${text}`
      item.tooltip = `Last simulation: ${run.title}. Click to show the timeline`
      if (end === 'failed') item.backgroundColor = new vs.ThemeColor('statusBarItem.warningBackground')
    } else return item.hide()
    item.show()
  }
  return vs.Disposable.from(item, runs.onDidChange(show))
}

/** What comes behind it must be seen, too. */
function shortName(event: string): string {
  return shownText(shorten(event, 30))
}

const icons = { well: '$(pass)', open: '$(question)', failed: '$(error)' } as const

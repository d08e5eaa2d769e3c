import type * as vscode from 'vscode'
import { namedFilters, tellFilter, type TreeFilter } from './treeFilter'

interface FilterItem extends vscode.QuickPickItem {
  /** Null for none. */
  readonly filter: TreeFilter | null
}

/** Asks which events the tree is to show: by kind, by what is typed, or all of them. Null when nothing was chosen. */
export function pickFilter(vs: typeof vscode, current: TreeFilter | null): Promise<Pick<FilterItem, 'filter'> | null> {
  const kinds = Object.keys(namedFilters) as (keyof typeof namedFilters)[]
  const named: FilterItem[] = kinds.map((kind) => ({ label: `Events ${namedFilters[kind]}`, filter: { kind } }))
  const all: FilterItem[] = current === null ? [] : [{ label: 'All events', description: `now ${tellFilter(current)}`, filter: null }]
  const pick = vs.window.createQuickPick<FilterItem>()
  pick.title = 'Filter Events'
  pick.placeholder = 'Choose, or type a part of the name'
  pick.items = [...all, ...named]
  const typed = (): FilterItem[] => {
    const text = pick.value.trim()
    return text === '' ? [] : [{ label: `Events named “${text}”`, filter: { kind: 'text', text }, alwaysShow: true }]
  }
  return new Promise((done) => {
    pick.onDidChangeValue(() => {
      pick.items = [...typed(), ...all, ...named]
    })
    pick.onDidAccept(() => {
      // Whoever types faster than the item appears means it all the same.
      done([...pick.selectedItems, ...typed()][0] ?? null)
      pick.hide()
    })
    pick.onDidHide(() => {
      done(null)
      pick.dispose()
    })
    pick.show()
  })
}

import type { Named } from '../tree/named'

/** Commands that a hover may link to. They only show: a link must not run code of the workspace. */
export const showCommands = { graph: 'amptEvents.focusInGraph', tree: 'amptEvents.revealInTree' } as const

/** The address that shows an event in the graph or in the tree. */
export function showAddress(where: keyof typeof showCommands, named: Named): string {
  // A bracket would end the link.
  const argument = encodeURIComponent(JSON.stringify([named]))
    .replaceAll('(', '%28')
    .replaceAll(')', '%29')
  return `command:${showCommands[where]}?${argument}`
}

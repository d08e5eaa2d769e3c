import { shortLine } from '../words/oneLine'

/** Text of the workspace for notifications, the status bar and titles, where VS Code reads `[links](command:…)` and `$(icons)`: they stay text. */
export function shownText(text: string): string {
  return shortLine(text).replaceAll('](', '] (').replaceAll('$(', '$ (')
}

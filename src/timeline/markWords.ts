import type { MarkKind } from './timeline'

/** What the signs mean, in the order of the legend. */
export const markWords: Readonly<Record<MarkKind, string>> = {
  call: 'call',
  publish: 'published',
  handled: 'handled',
  failed: 'failed',
  'not-started': 'not started',
  running: 'running at the end',
  dropped: 'dropped',
  ignored: 'ignored',
  rejected: 'rejected',
  unknown: 'unknown',
}

import type { MarkKind } from './timeline'

/** Marks that have a sign; a fold has its text. */
export type SignedKind = Exclude<MarkKind, 'fold'>

/** What the signs mean, in the order of the legend. */
export const markWords: Readonly<Record<SignedKind, string>> = {
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

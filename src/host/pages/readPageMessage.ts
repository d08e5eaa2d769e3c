import { isCount, isText, oneOf, orNull, readerOf } from '../../model/checks'
import type { FromTimelinePage, SiteTarget } from '../../model/timelineProtocol'

const inDetail = { detail: isCount, index: isCount }

const readTarget = readerOf<'kind', SiteTarget>('kind', {
  publish: { event: isCount },
  registration: { handler: isCount },
  handler: inDetail,
  error: inDetail,
  effect: inDetail,
  call: { call: isCount, effect: orNull(isCount) },
  late: { index: isCount },
})

/** Checks what the page sent. Null when it is not a message of the protocol. */
export const readPageMessage = readerOf<'type', FromTimelinePage>('type', {
  ready: {},
  selectRun: { run: isText },
  give: { what: oneOf('run', 'params', 'network') },
  open: { run: isText, target: (target: unknown) => readTarget(target) !== null },
})

import { isCount, isFlag, isText, oneOf, orNull, readerOf } from '../../model/checks'
import type { FromGraphPage } from '../../model/graphPageProtocol'

/** Checks what the graph page sent. Null when it is not a message of the protocol. */
export const readGraphPageMessage = readerOf<'type', FromGraphPage>('type', {
  ready: {},
  back: {},
  room: { isHigh: isFlag },
  folder: { folder: isText },
  focus: { node: orNull(isText) },
  depth: { depth: orNull(isCount) },
  cyclesOnly: { isOn: isFlag },
  run: { isShown: isFlag },
  open: { of: oneOf('node', 'edge'), id: isText, place: isCount },
  simulate: { node: isText },
})

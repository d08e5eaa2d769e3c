import type net from 'node:net'

interface Handle {
  readonly [owner: symbol]: unknown
  readonly constructor: new (kind: number) => Handle
  close(): void
}
type Holder = Record<'_handle' | '_parent', Handle | null | undefined>

/** The kind of a `TCP` that is a client's. */
const SOCKET = 0

/**
 * Ends a connect that nobody answers, and leaves its socket as it is: connecting, until the app has enough of it. Letting go of the socket is not
 * enough, as the event loop waits for what was asked of the system. Node has no call for that: a new handle takes the place of the one that connects.
 */
export function abandonConnect(socket: net.Socket): void {
  const own = socket as unknown as Holder
  // Of TLS, what connects lies below.
  const wrap = own._handle as unknown as Holder | null
  const isWrapped = wrap?._parent !== undefined
  const handle = isWrapped ? wrap._parent : own._handle
  const owner = Object.getOwnPropertySymbols(handle ?? {}).find(({ description }) => description === 'owner_symbol')
  if (handle?.constructor.name !== 'TCP' || owner === undefined) return
  const fresh = Object.assign(new handle.constructor(SOCKET), { [owner]: handle[owner] })
  // Who was destroyed is not told how its connect ended.
  Object.assign(handle, { [owner]: { destroyed: true } })
  if (isWrapped) wrap._parent = fresh
  else own._handle = fresh
  handle.close()
}

import net from 'node:net'

type Written = string | Uint8Array
type Parted = { readonly chunk: Written; readonly encoding: BufferEncoding }

/** Node's own way to write to a socket, by itself or below TLS. */
type WriteGeneric = (
  this: net.Socket & { readonly _parent?: net.Socket },
  isMany: boolean,
  data: Written | readonly (Written | Parted)[],
  ...rest: [encoding: BufferEncoding, done: unknown]
) => unknown

/** Tells what is written to sockets, before it is: `below` is the socket that carries TLS, and there are no `pieces` before it is connected, which come again. */
export function installSocketWrites(onWrite: (socket: net.Socket, below: net.Socket | undefined, pieces: readonly Buffer[]) => void): void {
  const prototype = net.Socket.prototype as unknown as { _writeGeneric: WriteGeneric }
  const write = prototype._writeGeneric
  prototype._writeGeneric = function (isMany, data, ...rest) {
    onWrite(this, this._parent, this.connecting ? [] : piecesOf(data, rest[0]))
    return write.call(this, isMany, data, ...rest)
  }
}

function piecesOf(data: Written | readonly (Written | Parted)[], encoding: BufferEncoding): Buffer[] {
  if (typeof data === 'string') return [Buffer.from(data, encoding)]
  if (ArrayBuffer.isView(data)) return [Buffer.from(data.buffer, data.byteOffset, data.byteLength)]
  return data.flatMap((one) => (typeof one === 'object' && 'chunk' in one ? piecesOf(one.chunk, one.encoding) : piecesOf(one, encoding)))
}

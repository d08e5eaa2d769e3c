import { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/** A function that answers as the listener of a Node server would. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

export interface NodeRequest {
  readonly method: string
  /** Path with query. */
  readonly url: string
  readonly headers: Headers
  readonly body: Buffer | null
  readonly remoteAddress: string
  /** Told that the app sets a time limit of the connection, which has none. */
  readonly onTimeLimit: () => void
}

export interface NodeResponse {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
}

/**
 * One request and response of Node's own classes over a socket that leads nowhere. What the response writes is read back as the
 * bytes it would send, so that frameworks may put their own prototypes in, as Express does.
 */
export function exchange(listen: Listener, { method, url, headers, body, remoteAddress, onTimeLimit }: NodeRequest): Promise<NodeResponse> {
  const written: Buffer[] = []
  const socket = createSocket(written, remoteAddress, onTimeLimit)
  const request = new IncomingMessage(socket)
  // A fetch request leaves the length to the wire, and body parsers look for it.
  const sent = [...headers, ...(body === null || headers.has('content-length') ? [] : [['content-length', String(body.length)] as const])]
  Object.assign(request, { method, url, headers: Object.fromEntries(sent), rawHeaders: sent.flat(), complete: true })
  Object.assign(request, { httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1 })
  if (body !== null) request.push(body)
  request.push(null)

  const response = new ServerResponse(request)
  Object.assign(response, { sendDate: false, shouldKeepAlive: false, useChunkedEncodingByDefault: false })
  response.assignSocket(socket)
  return new Promise((resolve, reject) => {
    response.once('finish', () => {
      response.detachSocket(socket)
      response.emit('close')
      resolve(readResponse(Buffer.concat(written)))
    })
    socket.once('close', () => reject(new Error(`The app closed the connection of ${method} ${url} without an answer.`)))
    // Express and its like catch what handlers throw; a plain listener does not.
    new Promise((done) => done(listen(request, response))).catch(reject)
  })
}

function createSocket(written: Buffer[], remoteAddress: string, onTimeLimit: () => void): Socket {
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk)
      done()
    },
  })
  const nothing = (): Duplex => socket
  const asSocket = { remoteAddress, encrypted: true, address: () => ({ port: 443 }) }
  const settings = {
    setTimeout: () => {
      onTimeLimit()
      return socket
    },
    setKeepAlive: nothing,
    setNoDelay: nothing,
    ref: nothing,
    unref: nothing,
    destroySoon: () => socket.destroy(),
  }
  return Object.assign(socket, asSocket, settings) as unknown as Socket
}

/** Headers of the connection, which a web response does not have. */
const connectionHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding'])

/** Reads an HTTP/1.1 response off the wire. */
function readResponse(wire: Buffer): NodeResponse {
  const end = wire.indexOf('\r\n\r\n')
  const [first = '', ...lines] = wire.toString('latin1', 0, end).split('\r\n')
  const status = Number(first.split(' ')[1])
  const rest = wire.subarray(end + 4)
  // Continue and early hints come before the response proper.
  if (status < 200) return readResponse(rest)
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  const isChunked = headers.some(([name, value]) => name === 'transfer-encoding' && value.includes('chunked'))
  return { status, headers: headers.filter(([name]) => !connectionHeaders.has(name)), body: isChunked ? joinChunks(rest) : rest }
}

/** A body that the app itself chose to send in chunks: each after its length in hexadecimal digits. */
function joinChunks(wire: Buffer): Buffer {
  const chunks: Buffer[] = []
  for (let at = 0; ;) {
    const lineEnd = wire.indexOf('\r\n', at)
    const length = parseInt(wire.toString('latin1', at, lineEnd), 16)
    if (!length) return Buffer.concat(chunks)
    chunks.push(wire.subarray(lineEnd + 2, lineEnd + 2 + length))
    at = lineEnd + 2 + length + 2
  }
}

// Messages of PostgreSQL's protocol 3 are a letter, a length that counts itself, and the rest (its documentation, "Message Formats").

const HEADER_BYTES = 5
/** Enough to know a `LISTEN` by. */
const READ_BYTES = HEADER_BYTES + 6

/** What ends the replies to a query, a sync, a function call, the end of a copy or its failure, and a password: the app has its turn. */
const TURN = 'ZG'
/** What ends the reply to a flush, by the message before it. */
const endsOfFlush: Readonly<Record<string, string>> = { P: '1', B: '2', D: 'Tn', E: 'sCI', C: '3' }
/** How a message of authentication begins that asks for nothing: all is done, or will be. */
const asksNothing = new Set(['\0\0\0\0', '\0\0\0\x0c'])

/** Whether what is written begins a talk: the first message has its length, then the version, and no letter. */
export function beginsPostgresTalk(bytes: Buffer): boolean {
  return bytes.length > 8 && bytes.readUInt32BE(0) === bytes.length && bytes.readUInt16BE(4) === 3
}

/** What is under way on a connection to PostgreSQL, by the messages that pass. */
export class PostgresTalk {
  /** The letters that each reply to come may end with; the first is to the message that began the talk. */
  private readonly ends = [TURN]
  private lastSent = ''
  /** The connection lies open within a transaction, which may hold others up. */
  isInTransaction = false
  /** Messages may come that nothing asked for. */
  isListening = false

  get isReplyAwaited(): boolean {
    return this.ends.length > 0
  }

  readonly sent = createReader((type) => {
    if (type === 'H') this.ends.push(`${endsOfFlush[this.lastSent] ?? ''}E`)
    if ('QSFcfp'.includes(type)) this.ends.push(TURN)
    this.lastSent = type
    this.isInTransaction = false
  })

  readonly received = createReader((type, begin) => {
    const asksForPassword = type === 'R' && !asksNothing.has(begin.slice(0, 4))
    if (asksForPassword || this.ends[0]?.includes(type) === true) this.ends.shift()
    if (type === 'Z') this.isInTransaction = begin !== 'I'
    if (type === 'C' && begin === 'LISTEN') this.isListening = true
  })
}

/** Reads messages from pieces that are cut anywhere: the letter of each, and how its rest begins. */
function createReader(onMessage: (type: string, begin: string) => void): (piece: Buffer) => void {
  let read = Buffer.alloc(0)
  let left = 0
  return (piece) => {
    for (let at = 0; at < piece.length;) {
      if (left > 0) {
        const passed = Math.min(left, piece.length - at)
        left -= passed
        at += passed
        continue
      }
      const wanted = read.length < HEADER_BYTES ? HEADER_BYTES : Math.min(sizeOf(read), READ_BYTES)
      const more = piece.subarray(at, at + wanted - read.length)
      read = Buffer.concat([read, more])
      at += more.length
      if (read.length < HEADER_BYTES || read.length < Math.min(sizeOf(read), READ_BYTES)) continue
      left = sizeOf(read) - read.length
      onMessage(read.toString('latin1', 0, 1), read.toString('latin1', HEADER_BYTES))
      read = Buffer.alloc(0)
    }
  }
}

/** Bytes of the message whose header is read. */
function sizeOf(header: Buffer): number {
  return 1 + header.readUInt32BE(1)
}

/** Bytes of the last chunk, with the end of the one before. */
const LAST_CHUNK = /(^|\r\n)0\r\n\r\n$/
const HEAD = /^[A-Z]+ \S+ HTTP\/1\.[01]\r\n/

/** Follows what is written of requests of HTTP/1 (RFC 9112, 6), one behind the other, to know whether the last one is whole. */
export class HttpTalk {
  /** What was written of a head that is not whole; null before anything was. */
  private head: string | null = null
  private bodyLeft = 0
  /** The end of what was written of a body in chunks; null where there is none. */
  private chunks: string | null = null

  /** Whether the first request, or the rest of one, is still to be written: no host replies before, as a rule. */
  get isInRequest(): boolean {
    return this.bodyLeft > 0 || this.chunks !== null || this.head === null || HEAD.test(this.head)
  }

  /** Takes what is written at once. */
  sent(pieces: readonly Buffer[]): void {
    for (const piece of pieces) this.sentPiece(piece.toString('latin1'))
    if (this.chunks !== null && LAST_CHUNK.test(this.chunks)) this.chunks = null
  }

  private sentPiece(text: string): void {
    if (this.chunks !== null) this.chunks = (this.chunks + text).slice(-7)
    else if (this.bodyLeft > 0) this.bodyLeft -= text.length
    else this.sentHead((this.head ?? '') + text)
  }

  private sentHead(text: string): void {
    const end = text.indexOf('\r\n\r\n')
    this.head = end < 0 ? text : ''
    if (end < 0) return
    const [, length] = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end)) ?? []
    const isChunked = /\r\ntransfer-encoding: *chunked/i.test(text.slice(0, end))
    const body = text.slice(end + 4)
    if (isChunked) this.chunks = body.slice(-7)
    else this.bodyLeft = Number(length ?? 0) - body.length
  }
}

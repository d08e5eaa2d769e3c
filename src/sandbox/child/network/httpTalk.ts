/** What is written next: a head, the size of a chunk, fields behind the last one, or what is none of HTTP/1. */
type Part = 'head' | 'size' | 'trailer' | 'other'

/** Follows what is written of requests of HTTP/1 (RFC 9112), one behind the other, to know whether the last one is whole. */
export class HttpTalk {
  private part: Part = 'head'
  /** Of the part, what was written so far; null before the first request. */
  private text: string | null = null
  /** Bytes of the body, or of a chunk and the end of its line, that come before the part. */
  private skip = 0
  /** The rest comes when the host asks for it. */
  private waitsForHost = false

  /** Whether the first request, or the rest of one, is still to be written: no host replies before, as a rule. */
  get isInRequest(): boolean {
    return !this.waitsForHost && (this.text !== '' || this.skip > 0 || this.part === 'size')
  }

  sent(piece: Buffer): void {
    if (this.part === 'other' || piece.length === 0) return
    this.waitsForHost = false
    let rest = piece.toString('latin1', this.pass(piece.length))
    while (rest !== '') {
      rest = this.read(rest)
      rest = rest.slice(this.pass(rest.length))
    }
  }

  /** Goes on by so many bytes at most; gives how many of them were to come. */
  private pass(bytes: number): number {
    const passed = Math.min(this.skip, bytes)
    this.skip -= passed
    return passed
  }

  /** Gives what is left behind the end of the part; nothing where that is still to come. */
  private read(piece: string): string {
    const text = (this.text ?? '') + piece
    if (this.part === 'head' && !/^[A-Z]/.test(text)) return this.end()
    const end = this.part === 'size' ? '\r\n' : '\r\n\r\n'
    const at = text.indexOf(end)
    this.text = at < 0 ? text : ''
    if (at < 0) return ''
    const rest = text.slice(at + end.length)
    if (this.part === 'size') return this.readSize(text.slice(0, at), rest)
    if (this.part === 'head') return this.readHead(text.slice(0, at), rest)
    this.part = 'head'
    return rest
  }

  private readSize(line: string, rest: string): string {
    const size = Number.parseInt(line, 16)
    if (size > 0) this.skip = size + 2
    else this.part = 'trailer'
    // An empty line may follow at once.
    return size > 0 ? rest : `\r\n${rest}`
  }

  private readHead(head: string, rest: string): string {
    const field = (name: string): string | undefined => new RegExp(`\\r\\n${name}: *([^\\r]*)`, 'i').exec(head)?.[1]
    if (!/^[A-Z]+ \S+ HTTP\/1\.[01](\r\n|$)/.test(head) || field('upgrade') !== undefined) return this.end()
    if (/chunked/i.test(field('transfer-encoding') ?? '')) this.part = 'size'
    else this.skip = Number(field('content-length') ?? 0)
    this.waitsForHost = /100-continue/i.test(field('expect') ?? '')
    return rest
  }

  /** What follows is of another protocol. */
  private end(): string {
    this.part = 'other'
    this.text = ''
    return ''
  }
}

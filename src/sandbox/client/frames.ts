import { deserialize } from 'node:v8'

/** Puts length-prefixed frames (see `FromChild`) together again from pieces of any size. */
export class FrameReader {
  private pending: Buffer[] = []
  private size = 0

  constructor(private readonly onFrame: (value: unknown) => void) {}

  push(piece: Buffer): void {
    this.pending.push(piece)
    this.size += piece.length
    while (this.size >= 4) {
      const whole = this.pending.length === 1 ? this.pending[0]! : Buffer.concat(this.pending)
      this.pending = [whole]
      const end = 4 + whole.readUInt32BE(0)
      if (whole.length < end) return
      this.pending = end === whole.length ? [] : [whole.subarray(end)]
      this.size -= end
      // A copy: typed arrays in the value would otherwise keep the whole piece alive, or lie unaligned.
      this.onFrame(deserialize(Buffer.from(whole.subarray(4, end))))
    }
  }
}

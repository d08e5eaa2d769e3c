import { deserialize } from 'node:v8'

/** Puts length-prefixed frames (see `FromChild`) together again from pieces of any size. */
export class FrameReader {
  private pending: Buffer[] = []
  private size = 0
  /** Bytes of the next step: a length, then the frame with it. */
  private wanted = 4

  constructor(private readonly onFrame: (value: unknown) => void) {}

  push(piece: Buffer): void {
    this.pending.push(piece)
    this.size += piece.length
    // Joined only when a frame is whole: joining for every piece would take the square of the frame's size.
    while (this.size >= this.wanted) {
      const whole = this.pending.length === 1 ? this.pending[0]! : Buffer.concat(this.pending)
      const end = 4 + whole.readUInt32BE(0)
      this.pending = [whole]
      this.wanted = end
      if (whole.length < end) continue
      // A copy: typed arrays in the value would otherwise keep the whole piece alive, or lie unaligned.
      this.onFrame(deserialize(Buffer.from(whole.subarray(4, end))))
      this.pending = end === whole.length ? [] : [whole.subarray(end)]
      this.size -= end
      this.wanted = 4
    }
  }
}

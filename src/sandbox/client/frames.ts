import { deserialize } from 'node:v8'

/** Puts length-prefixed frames (see `FromChild`) together again from pieces of any size. */
export class FrameReader {
  private readonly head = Buffer.alloc(4)
  /** What is read now: a length, then the frame of that length. */
  private body: Buffer = this.head
  private filled = 0
  /** Takes one frame after the other: what each would leave behind is collected late. */
  private room = Buffer.alloc(0)

  /** Typed arrays in a value are views of what the next frame is read into: `onFrame` copies what it keeps. */
  constructor(private readonly onFrame: (value: unknown) => void) {}

  push(piece: Buffer): void {
    let at = 0
    while (at < piece.length) {
      const copied = piece.copy(this.body, this.filled, at)
      at += copied
      this.filled += copied
      if (this.filled < this.body.length) return
      this.filled = 0
      if (this.body === this.head) {
        const length = this.head.readUInt32BE()
        if (this.room.length < length) this.room = Buffer.allocUnsafeSlow(2 * length)
        this.body = this.room.subarray(0, length)
      } else {
        const frame = this.body
        this.body = this.head
        this.onFrame(deserialize(frame))
      }
    }
  }
}

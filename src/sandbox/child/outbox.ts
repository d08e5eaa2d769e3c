import { writeSync } from 'node:fs'
import { serialize } from 'node:v8'
import { TRACE_FD, type FromChild } from '../../model/protocol'

/**
 * Sends a message to the client, at once and whole: the write is synchronous, so that what was sent is safe even if the next
 * thing that happens is the end of the process.
 */
export function send(message: FromChild): void {
  const payload = serialize(message)
  const frame = Buffer.allocUnsafe(4 + payload.length)
  frame.writeUInt32BE(payload.length)
  payload.copy(frame, 4)
  let at = 0
  while (at < frame.length) at += writeSync(TRACE_FD, frame, at)
}

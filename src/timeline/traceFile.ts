import { attemptColumnNames, columnTypes, type Column, type Trace } from '../model/trace'

/** A trace as JSON, its columns as base64, for a file or a page. */
export interface TraceFile extends Omit<Trace, 'attempts'> {
  readonly attempts: { readonly length: number } & Readonly<Record<ColumnName, string>>
}

type ColumnName = (typeof attemptColumnNames)[number]

export function encodeTrace({ attempts, ...trace }: Trace): TraceFile {
  const columns = attemptColumnNames.map((name) => {
    const { buffer, byteOffset, byteLength } = attempts[name].subarray(0, attempts.length)
    return [name, toBase64(new Uint8Array(buffer, byteOffset, byteLength))]
  })
  return { ...trace, attempts: { length: attempts.length, ...(Object.fromEntries(columns) as Record<ColumnName, string>) } }
}

export function decodeTrace({ attempts, ...trace }: TraceFile): Trace {
  const columns = attemptColumnNames.map((name) => {
    const { buffer, byteLength } = fromBase64(attempts[name])
    const Type = columnTypes.find(({ BYTES_PER_ELEMENT }) => BYTES_PER_ELEMENT * attempts.length === byteLength)!
    return [name, new Type(buffer)]
  })
  return { ...trace, attempts: { length: attempts.length, ...(Object.fromEntries(columns) as Record<ColumnName, Column>) } }
}

// btoa and atob are in Node and in pages alike; they take strings of bytes, in pieces that a call can spread.
function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const decoded = atob(text)
  const bytes = new Uint8Array(decoded.length)
  for (let at = 0; at < decoded.length; at++) bytes[at] = decoded.charCodeAt(at)
  return bytes
}

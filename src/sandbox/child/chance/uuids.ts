import { randomBytes } from 'node:crypto'

/** What one attempt remembers of the identifiers that it made. */
interface Row {
  /** Virtual epoch ms of the last one. */
  msecs: number
  /** How many were made in that ms before it. */
  count: number
  /** What version 7 counts from in that ms. */
  seq: number
  readonly node: Uint8Array
  readonly clockseq: number
}

type Options = Readonly<Record<string, unknown>> | null | undefined
type Make = (options: Options, ...rest: unknown[]) => unknown

/** Of the units of 100 ns that versions 1 and 6 count in. */
const UNITS_PER_MS = 10_000

/**
 * Gives the installed package `uuid` with identifiers that are each attempt's own: as it is, they go on from those that others made, and come of
 * numbers that are drawn for many. `current` gives what stands for the attempt that runs.
 */
export function createUuids(current: () => object): (uuid: object) => object {
  const rows = new WeakMap<object, Row>()
  const next = (): Row => {
    const owner = current()
    const now = Date.now()
    const row = rows.get(owner) ?? { msecs: -1, count: 0, seq: 0, node: nodeOf(randomBytes(6)), clockseq: randomBytes(2).readUInt16BE() }
    rows.set(owner, row)
    if (now === row.msecs) row.count++
    else Object.assign(row, { msecs: now, count: 0, seq: randomBytes(4).readUInt32BE() >>> 1 })
    return row
  }
  const timed = (): object => {
    const { msecs, count, node, clockseq } = next()
    return { msecs, nsecs: count % UNITS_PER_MS, node, clockseq: (clockseq + Math.floor(count / UNITS_PER_MS)) & 0x3fff }
  }
  const counted = (): object => {
    const { msecs, count, seq } = next()
    return { msecs, seq: seq + count }
  }
  const versions = new Map<string, () => object>([
    ['v1', timed],
    ['v4', () => ({})],
    ['v6', timed],
    ['v7', counted],
  ])
  const own = (uuid: object): object => {
    const all = Object.entries(uuid).map(([name, value]: [string, unknown]) => {
      const chosen = versions.get(name)
      if (name === 'default' && typeof value === 'object' && value !== null) return [name, own(value)]
      if (chosen === undefined) return [name, value]
      const make: Make = (options, ...rest) => (value as Make)(options ?? { ...chosen(), random: randomBytes(16) }, ...rest)
      return [name, make]
    })
    return Object.fromEntries(all) as object
  }
  // Of old versions the module is a function.
  return (uuid) => (typeof uuid === 'function' ? uuid : own(uuid))
}

/** The bit says that it is no address of a network card (RFC 9562). */
function nodeOf(bytes: Uint8Array): Uint8Array {
  bytes[0]! |= 1
  return bytes
}

import { createHash } from 'node:crypto'
import { attemptColumnNames, type Trace } from '../model/trace'

/**
 * SHA-256 of a trace in canonical form, as hex: everything but wall times and notes. Equal digests mean that two runs took the same
 * steps with the same outcome.
 */
export function traceDigest(trace: Trace): string {
  const { header, handlers, events, attempts, details, late, calls, end } = trace
  const hash = createHash('sha256')
  // Notes tell of how a run was asked for too, such as options that its schedule leaves nothing to do; missing parameters are told in them.
  const { wallMs: _wallMs, missingParams: _missingParams, notes: _notes, ...lasting } = end
  hash.update(canonicalJson({ header, handlers, events, details, late, calls, end: lasting }))
  for (const name of attemptColumnNames) hash.update(new Float64Array(attempts[name].subarray(0, attempts.length)))
  return hash.digest('hex')
}

/** JSON with the keys of objects in order, so that the order of writing them down does not matter. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

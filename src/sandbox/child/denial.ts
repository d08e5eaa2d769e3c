const REFUSED = 'AMPT_EVENTS_REFUSED'
/** Of Node's own refusals in the hardened mode. */
const refusedByNode: readonly unknown[] = ['ERR_ACCESS_DENIED', 'ERR_DLOPEN_DISABLED']

/** Thrown at the app where the simulator does not do what it asks for. It says nothing of the app's own code. */
export class Denial extends Error {
  readonly code = REFUSED

  constructor(
    override readonly name: 'FileDenied' | 'NetworkDenied' | 'ProcessDenied' | 'WaitDenied',
    message: string,
  ) {
    super(message)
    reasons.add(message.slice(Math.max(0, message.indexOf(' was denied: '))))
  }
}

/** The ends of their messages, of which there are few. */
const reasons = new Set<string>()

/**
 * Whether a thrown value is, wraps or quotes in its message a denial of ours, or a refusal of Node in the hardened mode. It wraps what it keeps as
 * an own property (`cause` in Node, `detail` in stripe), and of several `errors` all that are one.
 */
export function isDenial(error: unknown, depth = 0): boolean {
  // Nothing was denied: the errors of most runs are told so at once.
  if (reasons.size === 0 && !('permission' in process)) return false
  if (typeof error === 'string') return quotesDenial(error)
  if (typeof error !== 'object' || error === null || depth > 8) return false
  const { code, cause, errors, message } = error as { code?: unknown; cause?: unknown; errors?: unknown; message?: unknown }
  if (code === REFUSED || refusedByNode.includes(code) || (typeof message === 'string' && quotesDenial(message))) return true
  const isWrapped = (value: unknown): boolean => isDenial(value, depth + 1)
  if (isWrapped(cause) || (Array.isArray(errors) && errors.length > 0 && errors.every(isWrapped))) return true
  return Object.getOwnPropertyNames(error).some((name) => {
    // To ask for a stack has V8 write it, which takes as long as all else of an attempt that fails.
    const value: unknown = name === 'stack' ? null : Object.getOwnPropertyDescriptor(error, name)!.value
    return value instanceof Error && isWrapped(value)
  })
}

function quotesDenial(text: string): boolean {
  if (text.includes(REFUSED)) return true
  for (const reason of reasons) if (text.includes(reason)) return true
  return false
}

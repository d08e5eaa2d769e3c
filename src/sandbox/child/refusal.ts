const REFUSED = 'AMPT_EVENTS_REFUSED'
/** Of Node's own refusals in the hardened mode. */
const refusedByNode: readonly unknown[] = ['ERR_ACCESS_DENIED', 'ERR_DLOPEN_DISABLED']

/** Thrown at the app where the simulator does not do what it asks for. It says nothing of the app's own code. */
export class Refusal extends Error {
  readonly code = REFUSED

  constructor(
    override readonly name: 'NetworkDenied' | 'ProcessDenied' | 'WaitDenied',
    message: string,
  ) {
    super(message)
    reasons.add(message.slice(Math.max(0, message.indexOf(' was denied: '))))
  }
}

/** Tells of a call that does not reach its target, and gives what it is to fail with. */
export type Refuse = (what: string, target: string) => Refusal

/** The ends of their messages, of which there are few. */
const reasons = new Set<string>()

/** Whether a thrown value is, wraps as its cause or among its errors, or quotes in its message a refusal of ours, or of Node in the hardened mode. */
export function isRefusal(error: unknown, depth = 0): boolean {
  if (typeof error === 'string') return quotesRefusal(error)
  if (typeof error !== 'object' || error === null || depth > 8) return false
  const { code, cause, errors, message } = error as { code?: unknown; cause?: unknown; errors?: unknown; message?: unknown }
  if (code === REFUSED || refusedByNode.includes(code) || (typeof message === 'string' && quotesRefusal(message))) return true
  return isRefusal(cause, depth + 1) || (Array.isArray(errors) && errors.length > 0 && errors.every((one) => isRefusal(one, depth + 1)))
}

function quotesRefusal(text: string): boolean {
  for (const reason of reasons) if (text.includes(reason)) return true
  return false
}

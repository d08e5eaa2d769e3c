import type { FromGraphPage } from '../../model/graphPageProtocol'

/** Checks what the graph page sent. Null when it is not a message of the protocol. */
export function readGraphPageMessage(message: unknown): FromGraphPage | null {
  if (typeof message !== 'object' || message === null) return null
  const { type, folder, node, depth, isOn, isShown, of, id, place } = message as Record<string, unknown>
  switch (type) {
    case 'ready':
    case 'back':
      return { type }
    case 'folder':
      return typeof folder === 'string' ? { type, folder } : null
    case 'focus':
      return node === null || typeof node === 'string' ? { type, node } : null
    case 'depth':
      return depth === null || isCount(depth) ? { type, depth } : null
    case 'cyclesOnly':
      return typeof isOn === 'boolean' ? { type, isOn } : null
    case 'run':
      return typeof isShown === 'boolean' ? { type, isShown } : null
    case 'open':
      return (of === 'node' || of === 'edge') && typeof id === 'string' && isCount(place) ? { type, of, id, place } : null
    case 'simulate':
      return typeof node === 'string' ? { type, node } : null
    default:
      return null
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

/** Takes the messages of the host in their order, and asks for the first. Where one was lost on the way, it asks to begin again: the host then counts from 1. */
export function followHost<M extends { readonly seq: number }>(
  ask: (message: { readonly type: 'ready' }) => void,
  read: (data: unknown) => M | null,
  take: (message: M) => void,
): void {
  let seq = 0
  let isLost = false
  window.addEventListener('message', ({ data }) => {
    const message = read(data)
    if (message === null) return
    if (message.seq !== 1 && message.seq !== seq + 1) {
      if (!isLost) ask({ type: 'ready' })
      isLost = true
      return
    }
    isLost = false
    seq = message.seq
    take(message)
  })
  ask({ type: 'ready' })
}

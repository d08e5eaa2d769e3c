/**
 * Has the event `error` of what connects to a URL as it is made, a `WebSocket` or an `EventSource`, carry why that was denied, which `denialOf` knows: what
 * Node puts there says nothing of it. Their classes stay as they are, since to look at one has Node load undici.
 */
export function explainErrorEvents(denialOf: (url: string) => Error | undefined): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the target below
  const { dispatchEvent } = EventTarget.prototype
  EventTarget.prototype.dispatchEvent = function (this: EventTarget & { readonly url?: unknown }, ...args) {
    const [event] = args
    const url = event instanceof Event && event.type === 'error' ? this.url : null
    const error = typeof url === 'string' && URL.canParse(url) ? denialOf(url) : undefined
    if (error !== undefined) {
      for (const [name, value] of Object.entries({ error, message: error.message })) Object.defineProperty(event, name, { value })
    }
    return dispatchEvent.apply(this, args)
  }
}

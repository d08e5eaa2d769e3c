// A table of handlers in a file that does not name the SDK.

const handlers = new Map()

export const command = (name, handler) => {
  handlers.set(name, handler)
}

export async function dispatch(name, payload) {
  const handler = handlers.get(name)
  if (!handler) throw new Error(`no handler of ${name}`)
  return handler(payload)
}

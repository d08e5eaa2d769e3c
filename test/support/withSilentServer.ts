import { createServer, type AddressInfo } from 'node:net'

/** Serves a connection that is never answered, and tells when one came. */
export async function withSilentServer<T>(use: (port: number, onAsked: Promise<void>) => Promise<T>): Promise<T> {
  let asked = (): void => undefined
  const onAsked = new Promise<void>((resolve) => (asked = resolve))
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    asked()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use((server.address() as AddressInfo).port, onAsked)
  } finally {
    server.close()
  }
}

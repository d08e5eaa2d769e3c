/** Where Node is told to connect or listen. */
interface Address {
  readonly path: string | null
  readonly host: string | null
  readonly port: unknown
}

/** Reads `(port, host)`, `(path)` or either as options. */
export function addressOf([first, second]: readonly unknown[]): Address {
  const isPath = typeof first === 'string' && Number.isNaN(Number(first))
  const short = isPath ? { path: first } : { port: first, host: second }
  const { path, host, port } = (typeof first === 'object' && first !== null ? first : short) as Record<string, unknown>
  return { path: typeof path === 'string' ? path : null, host: typeof host === 'string' ? host : null, port }
}

/** Where a URL leads, as sockets are told of. */
export function hostAndPort(url: string): string {
  const { protocol, hostname, port } = new URL(url)
  return `${hostname.replace(/^\[|\]$/g, '')}:${port || (/^(https|wss):$/.test(protocol) ? 443 : 80)}`
}

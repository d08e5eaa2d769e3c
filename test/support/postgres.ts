import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

/** A PostgreSQL on loopback while tests run. */
export interface Postgres {
  readonly port: number
  /** A port where each reply comes in two pieces, with a pause that is longer than replies of unknown protocols may have. */
  readonly pausingPort: number
  /** Rows as the database has them. */
  query(text: string): Promise<unknown[]>
  close(): Promise<void>
}

const PAUSE_MS = 250

export async function startPostgres(): Promise<Postgres> {
  const db = await PGlite.create()
  const server = new PGLiteSocketServer({ db, port: 0, maxConnections: 10 })
  await server.start()
  const port = Number(server.getServerConn().split(':')[1])
  const sockets = new Set<Socket>()
  const pausing = createServer((client) => {
    const database = connect(port, '127.0.0.1')
    for (const socket of [client, database]) sockets.add(socket.on('error', () => undefined))
    client.pipe(database)
    database.on('data', (reply) => {
      client.write(reply.subarray(0, 1))
      setTimeout(() => client.write(reply.subarray(1)), PAUSE_MS)
    })
    client.on('close', () => database.destroy())
  })
  await new Promise<void>((resolve) => pausing.listen(0, '127.0.0.1', resolve))
  return {
    port,
    pausingPort: (pausing.address() as AddressInfo).port,
    query: async (text) => (await db.query(text)).rows,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => pausing.close(resolve))
      await server.stop()
      await db.close()
    },
  }
}

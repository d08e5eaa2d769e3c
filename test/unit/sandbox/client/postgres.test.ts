import assert from 'node:assert/strict'
import type { Scenario } from '../../../../src/model/scenario'
import type { Trace } from '../../../../src/model/trace'
import { defaultScenario } from '../../../../src/simulator/defaultScenario'
import { startPostgres, type Postgres } from '../../../support/postgres'
import { handler, installed, logsOf, runApp } from '../../../support/runApp'

const drivers = installed({ pg: require.resolve('pg'), postgres: require.resolve('postgres') })

describe('a PostgreSQL that is allowed', () => {
  let database: Postgres
  before(async () => (database = await startPostgres()))
  after(() => database.close())

  const pooled = (port: number): string => `import pg from 'pg'
    const pool = new pg.Pool({ host: '127.0.0.1', port: ${port}, user: 'postgres', database: 'postgres' })`
  const steps = (count: number): Scenario['steps'] =>
    Array.from({ length: count }, (_, id) => ({ kind: 'publish', atMs: 0, name: 'a', body: { id } }))
  const run = (body: string, before: string, count = 1): Promise<Trace> =>
    runApp({ ...handler(body, before), ...drivers }, { ...defaultScenario, steps: steps(count), allowedHosts: ['127.0.0.1'] })

  it('is waited for without virtual time, also where a reply pauses, and the pool may stay open', async () => {
    const trace = await run(
      `console.log((await pool.query('select 1 as one')).rows, Date.now() - event.time)`,
      pooled(database.pausingPort),
    )
    assert.deepEqual(logsOf(trace), ['[ { one: 1 } ] 0'])
    assert.deepEqual([trace.events[0]!.state, trace.end.stopped, trace.attempts.durationMs[0]], ['handled', null, 0])
    assert.deepEqual(
      trace.end.notSimulated.map(({ what, how }) => [what, how]),
      [['net.connect', 'allowed']],
    )
  })

  it('rolls back what an attempt began that failed, and keeps what the retry commits', async () => {
    await database.query('create table orders (id int primary key)')
    const body = `const client = await pool.connect()
      try {
        await client.query('begin')
        await client.query('insert into orders values ($1)', [event.body.id])
        if (event.attempt === 1) throw new Error('no')
        await client.query('commit')
      } catch (error) { await client.query('rollback'); throw error } finally { client.release() }`
    const trace = await run(body, pooled(database.port))
    assert.deepEqual([trace.attempts.length, trace.events[0]!.state], [2, 'handled'])
    assert.deepEqual(await database.query('select id from orders'), [{ id: 0 }])
  })

  it('fails attempts by its own errors', async () => {
    const trace = await run(`if (event.attempt < 5) await pool.query('select * from nowhere')`, pooled(database.port))
    assert.deepEqual([trace.attempts.length, trace.events[0]!.state], [5, 'handled'])
    assert.equal(trace.details[0]!.handlers[0]!.error!.message, 'relation "nowhere" does not exist')
  })

  it('may keep an attempt waiting for the transaction of another, which takes virtual time', async () => {
    const body = `const client = await pool.connect()
      await client.query('begin')
      await client.query('create table if not exists held (id int)')
      await new Promise((done) => setTimeout(done, 100))
      await client.query('commit')
      client.release()
      console.log(Date.now() - event.time)`
    const trace = await run(body, pooled(database.port), 3)
    assert.deepEqual(logsOf(trace), ['100', '200', '300'])
  })

  it('is reached by a client that writes in turns of its own, with cursors and pipelines', async () => {
    const body = `const all = await Promise.all([1, 2, 3].map(async (n) => (await sql\`select \${n}::int as n\`)[0].n))
      let rows = 0
      await sql\`select generate_series(1, 25) as n\`.cursor(10, async (page) => void (rows += page.length, await events.publish('page', {})))
      const inside = await sql.begin(async (sql) => { await events.publish('page', {}); return (await sql\`select 4 as n\`)[0].n })
      console.log(all, rows, inside, await sql\`select * from nowhere\`.catch((error) => error.message))`
    const client = `import postgres from 'postgres'\nconst sql = postgres({ host: '127.0.0.1', port: ${database.port}, user: 'postgres', max: 2, prepare: false })`
    const trace = await run(body, client)
    assert.deepEqual(logsOf(trace), ['[ 1, 2, 3 ] 25 4 relation "nowhere" does not exist'])
    assert.equal(trace.end.stopped, null)
  })
})

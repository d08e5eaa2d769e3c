import { events, task } from '@ampt/sdk'
import { emit, emitLater, pipe, publish, subscribe } from './bus'

const load = async (body: unknown) => body

subscribe('paid', async () => {
  await publish('sent', {}, { after: '1 minute' })
})
subscribe('sent', pipe(load, async () => emit('late.paid', {})))

const registry = [
  { event: 'registry.a', run: async () => publish('paid', {}), timeout: 5000 },
  { event: 'registry.b', run: later, timeout: 10_000 },
  ...(process.env.DEBUG ? [{ event: 'registry.debug', run: load, timeout: 6000 }] : []),
]
for (const { event, run, timeout } of registry) events.on(event, { timeout }, run) // on registry.a timeout 5000 runs run, registry.b timeout 10000 runs later, registry.debug timeout 6000 runs load

async function later() {
  await emitLater('2 minutes', 'late.b', {})
}

const HANDLERS = {
  ['computed.a' as const]: load,
  'computed.b': async () => load({}),
}
Object.keys(HANDLERS).forEach((name) => events.on(name, HANDLERS[name as keyof typeof HANDLERS])) // on computed.a runs load, computed.b

const jobs = { nightly: async () => events.publish('job.nightly', {}), hourly: async () => events.publish('job.hourly', {}) } // publish job.nightly in task nightly, job.hourly in task hourly
Object.entries(jobs).forEach(([name, run]) => task(name, async () => void (await run())))

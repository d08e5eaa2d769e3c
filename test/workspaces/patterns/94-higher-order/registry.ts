// Tables that keys fill which calls or loops compute.
import { events } from '@ampt/sdk'
const registry: Record<string, (e: any) => Promise<unknown>> = {}
function register(name: string, run: (e: any) => Promise<unknown>) {
  registry[name] = run
}
register('rg.one', async () => events.publish('rg.one.done', {})) // publish rg.one.done in handler of rg.one
register('rg.two', async () => events.publish('rg.two.done', {})) // publish rg.two.done in handler of rg.two
for (const name of Object.keys(registry)) events.on(name, registry[name]!) // on rg.one, rg.two
const names: Record<string, string> = {}
for (const kind of ['a', 'b']) names[kind] = `nm.${kind}`
for (const name of Object.values(names)) events.on(name, () => {}) // on nm.a, nm.b
events.publish(names['a']!, {}) // publish nm.a

import { events } from '@ampt/sdk'

const LIST = ['list.a', 'list.b', 'list.c']
events.publish(LIST.slice(1)[0]!, {}) // publish list.b
events.publish(LIST.toReversed()[0]!, {}) // publish list.c
events.publish(['x', 'y'].slice(1).join('.'), {}) // publish y
events.publish([process.env.STAGE, 'tail'].filter(Boolean).join('.'), {}) // publish ?
LIST.map((name) => `${name}.done`).forEach((name) => events.publish(name, {})) // publish list.a.done, list.b.done, list.c.done

const grown = ['grown.a']
grown.push('grown.b', process.env.NAME!)
for (const name of grown) events.publish(name, {}) // publish grown.a, grown.b, ?
const sorted = ['sorted.b', 'sorted.a']
sorted.sort()
events.publish(sorted[0]!, {}) // publish sorted.a, sorted.b
const after = [...JSON.parse('[]'), 'last']
events.publish(after[1], {}) // publish last, ?

const byKind = new Map([['one', 'map.a'], ['two', 'map.b']])
events.publish(byKind.get('one')!, {}) // publish map.a
export const send = (kind: string) => events.publish(byKind.get(kind)!, {}) // publish map.a, map.b
for (const [kind, name] of byKind) events.on(`${kind}.${name}`, () => {}) // on one.map.a, two.map.b
for (const name of new Set(['set.a', 'set.b'])) events.on(name, () => {}) // on set.a, set.b
const filled = new Map([['a', 'filled.a']])
filled.set('b', 'filled.b')
export const fill = (key: string) => events.publish(filled.get(key)!, {}) // publish filled.a, filled.b

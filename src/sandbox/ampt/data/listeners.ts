import type { Contract } from '../../../model/scenario'
import { describe, readHandlerArguments } from '../handlerArguments'
import type { DataChange, DataEvent, HandedEvent, World } from '../world'

const kinds = ['created', 'updated', 'deleted'] as const

/** What a listener of `data.on` wants: `created`, `created:<key>` or `created:<collection>:<key>`, each filter exact or `prefix*`. */
interface Specifier {
  readonly kind: DataChange['kind']
  readonly collection: string
  readonly key: string
}

/** Registers a listener of `data.on(specifiers, [config], handler)`. */
export function listen(world: World, specifier: unknown, args: readonly unknown[]): void {
  const texts: unknown[] = Array.isArray(specifier) ? specifier : [specifier]
  const name = texts.join(', ')
  const { handler, timeout, config } = readHandlerArguments(`data.on(${JSON.stringify(specifier)})`, args)
  // Written into the options that the app gave (SDK 1.0.20), where the next call that shares them finds it.
  if (world.contract === 'sdk') Object.assign(config, { invocationType: 'data-change', source: 'data' })
  const specifiers = withoutRepeats(texts.flatMap(readSpecifier), world.contract, () =>
    world.note(`data.on(${name}): the SDK keeps only the last of several filters for one kind of change; documented is that all count.`),
  )
  let isMissTold = false
  const tellMiss = ({ key }: DataChange, { kind, collection }: Specifier): void => {
    const instead = `For the keys of that collection write "${kind}:${collection}:*".`
    if (!isMissTold) world.note(`data.on(${name}) is not called for ${key}: it wants the key ${collection} alone. ${instead}`)
    isMissTold = true
  }
  world.register({
    source: 'data',
    name,
    timeout,
    matches(change: DataChange) {
      if (specifiers.some((wanted) => isWanted(wanted, change))) return true
      const missing = specifiers.find((wanted) => isOfItsCollection(wanted, change))
      if (missing !== undefined) tellMiss(change, missing)
      return false
    },
    handler: ({ body }: HandedEvent<DataEvent>, context: never) =>
      handler({ ...body, previous: body.previous ?? undefined } as never, context),
  })
}

function readSpecifier(text: unknown): Specifier[] {
  if (typeof text !== 'string') throw new TypeError(`data.on: expected text such as "created:user:*", not ${describe(text)}`)
  const [name = '', collection = '', ...rest] = text.split(':')
  const key = rest.join(':')
  if (name === '*') return kinds.map((kind) => ({ kind, collection, key }))
  const kind = kinds.find((known) => known === name)
  if (kind === undefined) throw new Error(`Invalid event name: ${name}`)
  return [{ kind, collection, key }]
}

function withoutRepeats(specifiers: readonly Specifier[], contract: Contract, tellDifference: () => void): readonly Specifier[] {
  const lastOfKind = new Map(specifiers.map((specifier) => [specifier.kind, specifier]))
  if (lastOfKind.size === specifiers.length) return specifiers
  tellDifference()
  return contract === 'sdk' ? [...lastOfKind.values()] : specifiers
}

function isWanted(wanted: Specifier, change: DataChange): boolean {
  if (wanted.kind !== change.kind) return false
  if (wanted.collection === '') return true
  const [collection = '', ...rest] = change.key.split(':')
  const key = rest.join(':')
  if (!fits(collection, wanted.collection)) return false
  return key === '' || wanted.key === '' ? key === wanted.key : fits(key, wanted.key)
}

/** Whether a change is of the collection whose name is wanted as a key. */
function isOfItsCollection({ kind, collection, key }: Specifier, change: DataChange): boolean {
  return kind === change.kind && key === '' && collection !== '' && change.key.startsWith(`${collection}:`)
}

function fits(text: string, filter: string): boolean {
  return filter.endsWith('*') ? text.startsWith(filter.slice(0, -1)) : text === filter
}

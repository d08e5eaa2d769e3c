import picomatch from 'picomatch'
import type { Contract } from '../../model/scenario'
import { describe, readHandlerArguments } from './handlerArguments'
import type { HandedEvent, World } from './world'

/** A change in a bucket: `path` is that of the whole store. */
export interface StorageChange {
  readonly name: 'write' | 'remove' | 'copy'
  readonly path: string
  readonly size: number
}

const names = ['write', 'remove', 'copy'] as const

/** Registers a listener of `storage(bucket).on(specifiers, [config], handler)`: `write`, `write:images/*.png`, `*`; `root` is the bucket's folder. */
export function listenToFiles(world: World, root: string, specifier: unknown, args: readonly unknown[]): void {
  const texts: unknown[] = Array.isArray(specifier) ? specifier : [specifier]
  const { handler, timeout, config } = readHandlerArguments(`storage().on(${JSON.stringify(specifier)})`, args)
  // Written into the options that the app gave (SDK 1.0.20), where the next call that shares them finds it.
  if (world.contract === 'sdk') Object.assign(config, { invocationType: 'storage-change', source: 'storage' })
  const wanted = texts.flatMap(readSpecifier)
  world.register({
    source: 'storage',
    name: `${root}${texts.join(', ')}`,
    timeout,
    matches: (change: StorageChange) =>
      change.path.startsWith(root) &&
      wanted.some(({ name, fits }) => isNamed(change.name, name, world.contract) && fits(change.path.slice(root.length))),
    handler: ({ body }: HandedEvent<StorageChange>, context: never) =>
      handler({ ...body, path: body.path.slice(root.length) } as never, context),
  })
}

function readSpecifier(text: unknown): { readonly name: string; readonly fits: (path: string) => boolean }[] {
  if (typeof text !== 'string') throw new TypeError(`storage().on: expected text such as "write:*.png", not ${describe(text)}`)
  const [name = '', ...rest] = text.split(':')
  if (name !== '*' && !names.some((known) => known === name)) throw new Error(`Invalid event name: ${name}`)
  const filter = rest.join(':').replace(/^\//, '')
  const fits = filter === '' ? () => true : picomatch(filter)
  return [{ name, fits }]
}

/** A copy is a write by the documentation, which knows no more; the SDK knows it as its own kind. */
function isNamed(name: StorageChange['name'], wanted: string, contract: Contract): boolean {
  return wanted === '*' || name === wanted || (contract === 'documented' && name === 'copy' && wanted === 'write')
}

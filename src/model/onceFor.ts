import { getOrMake } from './getOrMake'

/** What is made of an object, made once for each and kept for as long as that is there. */
export function onceFor<K extends object, T extends object>(make: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, T>()
  return (of) => getOrMake(known, of, () => make(of))
}

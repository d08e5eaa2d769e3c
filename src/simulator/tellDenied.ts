import type { Effect } from '../model/trace'

/** Says that what was told before may follow from a denied call, or come by itself: nobody can know. `where` it was denied follows "was denied". */
export function tellDenied({ kind, target }: Effect, where: string): string {
  const what = `${kind}${target === '' ? '' : ` to ${target}`}`
  return `${what} was denied ${where}: this may follow from that. Reply to the call with "fetch" rules or "stubs", or allow it, to be sure.`
}

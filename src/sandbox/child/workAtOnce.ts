import type { Site } from '../../model/site'

/** Work of Node's own threads: files, key derivation, subtle crypto. The machine decides what ends first. */
const isThreaded = (type: string): boolean => /^FSREQ|REQUEST$/.test(type)

/**
 * Tells `report` of pieces of real work that the app begins in one go, each with its place from `callSite`: in which order they end may be
 * another in an equal run. Gives what is told the type of each async resource.
 */
export function createWorkAtOnce(callSite: () => Site | null, report: (site: Site) => void): (type: string) => void {
  let begun = 0
  return (type) => {
    if (!isThreaded(type)) return
    const site = callSite()
    // What Node does step by step on its own behalf has no code of the app on its stack.
    if (site === null) return
    // Work begun after the next await may have waited for the one before.
    if (begun === 0) queueMicrotask(() => (begun = 0))
    if (++begun > 1) report(site)
  }
}

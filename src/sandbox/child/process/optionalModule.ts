import { createRequire } from 'node:module'

const load = createRequire(process.execPath)

/** A module that not every Node has, without the warning that it may change yet; else one with nothing in it. */
export function optionalModule(name: string): object {
  const emitWarning = process.emitWarning.bind(process)
  process.emitWarning = () => undefined
  try {
    return load(`node:${name}`) as object
  } catch {
    return {}
  } finally {
    process.emitWarning = emitWarning
  }
}

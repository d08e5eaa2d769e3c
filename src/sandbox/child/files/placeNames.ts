import type { FileOverlay } from './fileOverlay'
import { textOf, type Path } from './path'

/** Tells of places in the layer by the paths that the app gave for them. */
export interface PlaceNames {
  /** Gives the error back, with the app's paths in it. */
  error(error: unknown): unknown
  /** A path that a call gave: the one that was asked for, one below it, or one above it. */
  path(result: unknown): unknown
}

const withoutSlash = (path: unknown): string => textOf(path as Path).replace(/(?<=.)\/+$/, '')

/** Names for the places that stand in `placed` where the app gave others in `args`; null where it gave these. */
export function namePlaces(overlay: FileOverlay, args: readonly unknown[], placed: readonly unknown[]): PlaceNames | null {
  const names = [0, 1].flatMap((at) => (args[at] === placed[at] ? [] : [[withoutSlash(placed[at]), withoutSlash(args[at])] as const]))
  if (names.length === 0) return null
  // Of two places, one may lie below the other.
  const longestFirst = [...names].sort(([a], [b]) => b.length - a.length)
  const told = (text: string): string =>
    overlay.layer.toldOf(longestFirst.reduce((told, [place, name]) => told.replaceAll(place, name), text))
  return {
    error(error) {
      if (!(error instanceof Error)) return error
      const texts = error as unknown as Record<string, unknown>
      for (const key of ['message', 'path', 'dest', 'stack']) {
        const text = texts[key]
        if (typeof text === 'string') texts[key] = told(text)
      }
      return error
    },
    path(result) {
      if (typeof result !== 'string') return result
      const above = names.find(([place]) => place.startsWith(result))
      return above === undefined ? told(result) : above[1].slice(0, above[1].length - (above[0].length - result.length))
    },
  }
}

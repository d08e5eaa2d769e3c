import { append } from '../../model/append'

/** Names that share a prefix, or a name alone. */
export type Grouped<T> = T | { readonly prefix: string; readonly items: readonly Grouped<T>[] }

/**
 * Puts what shares a prefix together, level by level: `order.*` for `order.placed` and `order.paid`. At `-` names are parted only where
 * they have none of `.`, `:` and `/`, since those are words then. A group of one, or of all that stand beside it, tells nothing and is left out.
 */
export function groupByPrefix<T extends { readonly name: string }>(items: readonly T[], depth = 1): readonly Grouped<T>[] {
  const groups = new Map<string, T[]>()
  for (const item of items) append(groups, prefixOf(item.name, depth) ?? ` ${item.name}`, item)
  return [...groups].flatMap(([prefix, members]): readonly Grouped<T>[] => {
    if (members.length === 1) return members
    const inner = groupByPrefix(members, depth + 1)
    return members.length === items.length ? inner : [{ prefix, items: inner }]
  })
}

/** The first parts of a name, with the separator behind them; null when it has no more parts than that. */
function prefixOf(name: string, depth: number): string | null {
  const separators = /[.:/]/.test(name) ? /[.:/]/g : /-/g
  let ends = 0
  for (const { index } of name.matchAll(separators)) {
    ends++
    if (ends === depth && index > 0 && index < name.length - 1) return name.slice(0, index + 1)
  }
  return null
}

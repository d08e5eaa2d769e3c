import { isTooDeep, tooDeep } from './parseJson'

/** JSON text of a body; or how JSON would drop it whole (`dropped`); or what keeps it from being JSON (`obstacle`): both complete a sentence. */
export type BodyText = { readonly text: string } | { readonly dropped: string } | { readonly obstacle: string }

const PREFIX = '{"body":'

/** Writes a body as the platform does, as the member `body` of an event: one `JSON.stringify` where that succeeds. */
export function writeBody(body: unknown): BodyText {
  let text: string
  try {
    text = JSON.stringify({ body })
  } catch (error) {
    return { obstacle: findObstacle(body) ?? `reading it threw ${String(error)}` }
  }
  if (text === '{}') return { dropped: typeof body === 'object' ? 'its toJSON gives undefined' : `it is a ${typeof body}` }
  if (isTooDeep(text)) return { obstacle: `it ${tooDeep}` }
  return { text: text.slice(PREFIX.length, -1) }
}

/** The BigInt or the cycle in a body, with its path, such as `body.user.self refers back to body.user`; null when it holds neither. */
function findObstacle(body: unknown): string | null {
  const above: { readonly value: unknown; readonly path: string }[] = []
  let found: string | null = null
  try {
    // A replacer sees what toJSON gave, parents first, with the parent as `this`.
    JSON.stringify({ body }, function (this: unknown, key: string, value: unknown) {
      while (above.length > 0 && above.at(-1)!.value !== this) above.pop()
      const path = pathOf(above.at(-1), key)
      if (typeof value === 'bigint') found ??= `${path} is a BigInt`
      if (typeof value !== 'object' || value === null) return value
      const same = above.find((one) => one.value === value)
      if (same !== undefined) found ??= `${path} refers back to ${same.path}`
      above.push({ value, path })
      return value
    })
  } catch {
    // What `writeBody` caught too.
  }
  return found
}

function pathOf(parent: { readonly value: unknown; readonly path: string } | undefined, key: string): string {
  if (parent === undefined || parent.path === '') return key
  if (Array.isArray(parent.value)) return `${parent.path}[${key}]`
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `${parent.path}.${key}` : `${parent.path}[${JSON.stringify(key)}]`
}

type Maybe<T> = T | false | null | undefined

/** Those of several texts, or lists of them, that are there: `given(isLate && 'late', names)`. */
export function given<T extends string>(...parts: readonly (Maybe<T> | readonly T[])[]): T[] {
  return parts.flatMap((part) => (part === false || part === null || part === undefined ? [] : part))
}

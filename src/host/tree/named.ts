/** An event of a folder. */
export interface Named {
  readonly event: string
  /** URI of the folder, as text; null for whichever has the event. */
  readonly folder: string | null
}

/** The event that a command's argument names: a row of the tree, or what says as much. Null where it names none. */
export function readNamed(argument: unknown): Named | null {
  const { node, event, folder } = (typeof argument === 'object' && argument !== null ? argument : {}) as Record<string, unknown>
  const name = (node as { event?: { name?: unknown } | null } | undefined)?.event?.name ?? event
  return typeof name === 'string' && name !== '' ? { event: name, folder: typeof folder === 'string' ? folder : null } : null
}

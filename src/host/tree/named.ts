import { isRecord } from '../../model/checks'

/** An event of a folder. */
export interface Named {
  readonly event: string
  /** URI of the folder, as text; null for whichever has the event. */
  readonly folder: string | null
}

/** The event that a command's argument names: its name, a row of the tree, or an object with an event. Null where it names none. */
export function readNamed(argument: unknown): Named | null {
  const { node, event, folder } = isRecord(argument) ? argument : { node: null, event: argument, folder: null }
  const name = (node as { event?: { name?: unknown } | null } | undefined)?.event?.name ?? event
  return typeof name === 'string' && name !== '' ? { event: name, folder: typeof folder === 'string' ? folder : null } : null
}

import { isRecord } from '../../model/checks'
import type { Json } from '../../model/json'

/** An argument of the command `amptEvents.simulatePublish`: what is not said is asked. */
export interface GivenOffer {
  readonly event: string
  readonly folder?: string
  readonly afterMs?: number | null
  readonly bodySample?: Json
  /** Said outright, as a keybinding may do; then nothing is asked. */
  readonly body?: Json
}

/** Checks a command's argument, which keybindings, links and other extensions may have written. Null without an event. */
export function readOffer(argument: unknown): GivenOffer | null {
  if (!isRecord(argument)) return null
  const { event, folder, afterMs, bodySample, body } = argument
  if (typeof event !== 'string' || event === '') return null
  return {
    event,
    ...(typeof folder === 'string' && { folder }),
    ...(typeof afterMs === 'number' && { afterMs }),
    ...(isJson(bodySample) && { bodySample }),
    ...(isJson(body) && { body }),
  }
}

function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value === 'object' && Object.values(value).every(isJson)
}

import type { EventState } from '../model/trace'

/** The state of an event as people are told of it: what is open is pending. */
export type ToldState = Exclude<EventState, 'scheduled' | 'retrying'> | 'pending'

export function toldState(state: EventState): ToldState {
  return state === 'scheduled' || state === 'retrying' ? 'pending' : state
}

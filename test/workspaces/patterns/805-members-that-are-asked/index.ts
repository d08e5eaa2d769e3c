import { events } from '@ampt/sdk'

// A function of the app is asked what a member of something is, before it is the name of an event.

const replayable = ['order.placed', 'order.paid'] as const
type Replayable = (typeof replayable)[number]

const isReplayable = (name: string): name is Replayable => (replayable as readonly string[]).includes(name)

interface Entry {
  name: string
  body: unknown
}

declare function load(id: string): Promise<Entry | undefined>

export async function replay(id: string) {
  const entry = await load(id)
  if (!entry || !isReplayable(entry.name)) return false
  await events.publish(entry.name, entry.body) // publish order.placed, order.paid
  return true
}

export async function replayLast(ids: string[]) {
  let entry = await load(ids[0]!)
  if (entry && isReplayable(entry.name)) {
    entry = await load(ids[1]!)
    await events.publish(entry!.name, {}) // publish ?
  }
}

export async function replayOther(one: Entry, other: Entry) {
  if (isReplayable(one.name)) await events.publish(other.name, other.body) // publish ?
}

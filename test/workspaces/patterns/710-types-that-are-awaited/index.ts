// A type tells what is had of it also behind a promise, beside nothing, and in a list; of a union each part may be it.
import { events, task } from '@ampt/sdk'
import { load } from 'elsewhere'

class Model {
  constructor(private readonly kind: string) {}
  async save() {
    await events.publish(`${this.kind}.saved`, {}) // publish made.saved in task made, awaited.saved in task awaited, maybe.saved in task maybe, listed.saved in task listed, one.saved in task union, other.saved in task union
  }
}
class Made extends Model { constructor() { super('made') } }
class Awaited extends Model { constructor() { super('awaited') } }
class Maybe extends Model { constructor() { super('maybe') } }
class Listed extends Model { constructor() { super('listed') } }
class One extends Model { constructor() { super('one') } }
class Other extends Model { constructor() { super('other') } }
class Unused extends Model { constructor() { super('unused') } }

const awaited = async (): Promise<Awaited> => load()
const maybe = async (): Promise<Maybe | null> => load()
const listed = async (): Promise<Listed[] | undefined> => load()

task('made', () => new Made().save())
task('awaited', async () => (await awaited()).save())
task('maybe', async () => { const found = await maybe(); if (found) await found.save() })
task('listed', async () => { for (const one of (await listed())!) await one.save() })
task('union', async () => { const found: One | Other = await load(); await found.save() })

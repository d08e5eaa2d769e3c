import { events } from '@ampt/sdk'

// What a list that is not told is spread to is any number of items, and so is what is made of each.
const inParts = (all: string[]): string[][] => (all.length === 0 ? [] : [all.slice(0, 9), ...inParts(all.slice(9))])
const joined = (all: string[]): string[][] => (all.length === 0 ? [] : [all.slice(0, 9)].concat(joined(all.slice(9))))
const asJobs = (name: string, parts: string[][]) => parts.map((part) => ({ name, part }))

events.on('one', async ({ body }: any) => { // on one
  for (const part of inParts(body.ids)) await events.publish('plain.part', { part }) // publish plain.part times n
})
events.on('two', async ({ body }: any) => { // on two
  for (const job of asJobs('mapped.part', inParts(body.ids))) await events.publish(job.name, job) // publish mapped.part times n
})
events.on('three', async ({ body }: any) => { // on three
  for (const job of asJobs('joined.part', joined(body.ids))) await events.publish(job.name, job) // publish joined.part times n
})
events.on('four', async ({ body }: any) => { // on four
  for (const name of ['first', ...body.names.map((one: string) => `other.${one}`)]) await events.publish(name, {}) // publish first times 1, other.*
})
events.on('five', async ({ body }: any) => { // on five
  for (const job of body.ids.map((id: string) => ({ name: 'of.each', id }))) await events.publish(job.name, job) // publish of.each times n
})

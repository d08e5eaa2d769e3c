// Routes whose verbs and paths are the keys of tables within tables: one route for each path.
import { events, http } from '@ampt/sdk'
import express from 'express'
const app = express() as any
const api: Record<string, Record<string, () => unknown>> = {
  post: { '/m': () => events.publish('m.done', {}), '/n': () => events.publish('n.done', {}) }, // publish m.done in POST /m, n.done in POST /n
  get: { '/r': () => events.publish('r.done', {}) }, // publish r.done in GET /r
}
for (const [verb, paths] of Object.entries(api)) {
  for (const [path, run] of Object.entries(paths)) app[verb](path, run)
}
const api2 = {
  post: { '/m2': () => events.publish('m2.done', {}), '/n2': () => events.publish('n2.done', {}) }, // publish m2.done in POST /m2, n2.done in POST /n2
  get: { '/r2': () => events.publish('r2.done', {}) }, // publish r2.done in GET /r2
}
Object.entries(api2).forEach(([verb, paths]) => Object.entries(paths).forEach(([path, run]) => app[verb](path, run)))
const api3: any = {
  post: { '/m3': () => events.publish('m3.done', {}), '/n3': () => events.publish('n3.done', {}) }, // publish m3.done in POST /m3, n3.done in POST /n3
  get: { '/r3': () => events.publish('r3.done', {}) }, // publish r3.done in GET /r3
}
for (const verb of ['get', 'post']) {
  for (const path of Object.keys(api3[verb])) app[verb](path, api3[verb][path])
}
const api4: any = {
  post: [['/m4', () => events.publish('m4.done', {})], ['/n4', () => events.publish('n4.done', {})]], // publish m4.done in POST /m4, n4.done in POST /n4
  get: [['/r4', () => events.publish('r4.done', {})]], // publish r4.done in GET /r4
}
for (const verb in api4) for (const [path, run] of api4[verb]) app[verb](path, run)
const postM5 = () => events.publish('m5.done', {}) // publish m5.done in POST /m5
const getM5 = () => events.publish('g5.done', {}) // publish g5.done in GET /m5
const api5 = { '/m5': { post: postM5, get: getM5 } }
for (const path in api5) for (const verb in (api5 as any)[path]) app[verb](path, (api5 as any)[path][verb])
function mount(table: Record<string, Record<string, any>>) {
  for (const [verb, paths] of Object.entries(table)) {
    for (const [path, run] of Object.entries(paths)) app[verb](path, run)
  }
}
mount({ post: { '/m6': () => events.publish('m6.done', {}), '/n6': () => events.publish('n6.done', {}) } }) // publish m6.done in POST /m6, n6.done in POST /n6
const users = { '/u7': async () => { await events.publish('u7.done', {}) } } // publish u7.done in PUT /u7
const orders = { '/o7': async () => { await events.publish('o7.done', {}) } } // publish o7.done in DELETE /o7
const all7 = { put: users, delete: orders }
Object.entries(all7).map(([verb, routes]) => Object.entries(routes).map(([path, handler]) => app[verb](path, handler)))
class Ctl {
  a = async () => { await events.publish('c8.done', {}) } // publish c8.done in POST /c8
  b = async () => { await events.publish('d8.done', {}) } // publish d8.done in GET /d8
}
const ctl = new Ctl()
const routes8 = [{ verb: 'post', routes: [{ path: '/c8', run: ctl.a }] }, { verb: 'get', routes: [{ path: '/d8', run: ctl.b }] }]
for (const { verb, routes } of routes8) for (const { path, run } of routes) app[verb](path, run)
routes8.forEach((group) => group.routes.forEach((one) => app[group.verb](one.path, one.run)))
const table = {
  orders: {
    post: { path: '/m', run: () => events.publish('m.done', {}) }, // publish m.done in POST /m
    get: { path: '/n', run: () => events.publish('n.done', {}) }, // publish n.done in GET /n
  },
  users: {
    post: { path: '/o', run: () => events.publish('o.done', {}) }, // publish o.done in POST /o
  },
}
for (const group of Object.values(table)) {
  for (const [verb, { path, run }] of Object.entries(group)) app[verb](path, run)
}
const byPath = {
  '/p': { post: () => events.publish('p.done', {}), put: () => events.publish('p.put', {}) }, // publish p.done in POST /p, p.put in PUT /p
  '/q': { post: () => events.publish('q.done', {}) }, // publish q.done in POST /q
}
for (const [path, verbs] of Object.entries(byPath)) {
  for (const [verb, run] of Object.entries(verbs)) app[verb](path, run)
}
const byVerb: any = {
  post: { '/m1': () => events.publish('m1.done', {}), '/n1': () => events.publish('n1.done', {}) }, // publish m1.done in POST /m1, n1.done in POST /n1
  get: { '/r1': () => events.publish('r1.done', {}) }, // publish r1.done in GET /r1
}
for (const verb of Object.keys(byVerb)) {
  for (const path of Object.keys(byVerb[verb])) app[verb](path, byVerb[verb][path])
}
for (const verb in byVerb) {
  for (const path in byVerb[verb]) app[verb](path, byVerb[verb][path])
}
http.node.use(app)

// Ampt's own server, and a description whose handler is written as a method.
http.use('/raw', async () => {
  await events.publish('raw', {}) // publish raw in ALL /raw/*
  return new Response('')
})
http.useNodeHandler(onNode)
http.node.use('/node', onNode)
async function onNode() {
  await events.publish('node', {}) // publish node in ALL /*, ALL /node/*
}
app.route({
  method: 'PUT',
  url: '/described',
  async handler() {
    await events.publish('described', {}) // publish described in PUT /described
  },
})

// Functions of the app that are handed a route.
import { events } from '@ampt/sdk'
import express from 'express'

const app = express() as any
function route(method: string, path: string, run: () => unknown): void {
  app[method](path, run)
}
route('post', '/wrapped', () => events.publish('posted', {})) // publish posted in POST /wrapped
route('delete', '/wrapped/:id', () => events.publish('deleted', {})) // publish deleted in DELETE /wrapped/:id

const read = (path: string, run: () => unknown): void => app.get(path, run)
read('/read', () => events.publish('read', {})) // publish read in GET /read
read('/listed', () => events.publish('listed', {})) // publish listed in GET /listed

function described({ method, path, handler }: { method: string; path: string; handler: () => unknown }): void {
  app[method.toLowerCase()](path, handler)
}
described({ method: 'PUT', path: '/put', handler: () => events.publish('put', {}) }) // publish put in PUT /put
described({ method: 'PATCH', path: '/patch', handler: () => events.publish('patched', {}) }) // publish patched in PATCH /patch

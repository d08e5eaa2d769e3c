// Of what is not known to be a router, paths that begin with a slash are routes, and nothing else. What comes before them is not told.
import { events } from '@ampt/sdk'
export function setup(app: any, cache: any) {
  app.get('*', () => events.publish('star.seen', {})) // publish star.seen in none
  cache.get('/key', () => events.publish('cache.missed', {})) // publish cache.missed in GET */key
}
export function listed(app: any, isNew: boolean) {
  app.get(['/l1', '/l2'], () => events.publish('listed', {})) // publish listed in GET */l1, GET */l2
  app.post(isNew ? '/new' : '/old', () => events.publish('chosen', {})) // publish chosen in POST */new, POST */old
}

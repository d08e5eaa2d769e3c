import { api, events } from '@ampt/sdk'
import Router from '@koa/router'
import { Hono } from 'hono'

const koa = new Router({ prefix: '/koa' })
koa.get('/a', () => events.publish('koa.a', {})) // publish koa.a in GET /koa/a

const books = new Hono()
books.post('/:id', () => events.publish('book.lent', {})) // publish book.lent in POST /library/books/:id
const app = new Hono().basePath('/library')
app.route('/books', books)

api('main').router('/ampt').post('/:id', () => events.publish('ampt.posted', {})) // publish ampt.posted in POST /ampt/:id

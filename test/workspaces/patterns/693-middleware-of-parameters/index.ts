// Middleware that a function adds to the router that it is passed has the routes of that router.
import { events } from '@ampt/sdk'
import express from 'express'
import type { Express, RequestHandler, Router } from 'express'

const guarded = (run: RequestHandler): RequestHandler => async (req, res, next) => {
  try {
    await run(req, res, next)
  } catch (error) {
    next(error)
  }
}
function audit(router: Router) {
  router.use(guarded(async () => {
    await events.publish('audit.written', {}) // publish audit.written in ALL /api/*
  }))
  router.use('/admin', async () => {
    await events.publish('admin.seen', {}) // publish admin.seen in ALL /api/admin/*
  })
}
function secure(app: Express) {
  app.use(async () => {
    await events.publish('request.made', {}) // publish request.made in ALL /*
  })
}
// What is used elsewhere is no route.
function plug(store: any) {
  store.use(async () => {
    await events.publish('store.changed', {}) // publish store.changed in none
  })
}

const app = express()
const api = express.Router()
audit(api)
secure(app)
plug({ use: (run: () => Promise<void>) => run })
app.use('/api', api)

const express = require('express')
const { events, http } = require('@ampt/sdk')
const User = require('./models/user')
const Video = require('./models/video')

const app = express()
app.post('/users', async (request, response) => {
  await new User(request.body).save()
  response.end()
})
app.delete('/users', async (request, response) => {
  const user = new User(request.body)
  await user.remove()
  response.end()
})
// A service that is handed in, by a handler that a function of the app wraps.
const wrap = (run) => (request, response, next) => Promise.resolve(run(request, response, next)).catch(next)
const controller = (videos) => ({
  create: wrap(async (request, response) => {
    await videos.upload(request.body)
    response.end()
  }),
})
const routes = ({ videos }) => {
  const { create } = controller(videos)
  return express.Router().post('/', create)
}
const deps = { videos: { upload: (values) => new Video(values).save() } }
app.use('/videos', routes(deps))
events.on('video.wanted', async ({ body }) => { // on video.wanted
  await new Video(body).save()
})
http.node.use(app)

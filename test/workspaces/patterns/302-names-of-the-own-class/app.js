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
events.on('video.wanted', async ({ body }) => { // on video.wanted
  await new Video(body).save()
})
http.node.use(app)

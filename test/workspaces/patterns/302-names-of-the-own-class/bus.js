const { events } = require('@ampt/sdk')

exports.emit = async (name, body) => {
  await events.publish(name, body) // publish user.saved in POST /users, video.saved in POST /videos, handler of video.wanted
}

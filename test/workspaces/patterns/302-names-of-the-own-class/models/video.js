const Model = require('./model')

module.exports = class Video extends Model {
  static savedEvent = 'video.saved'
}

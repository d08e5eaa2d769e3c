const Model = require('./model')

class User extends Model {}
User.savedEvent = 'user.saved'
User.removedEvent = 'user.removed'
module.exports = User

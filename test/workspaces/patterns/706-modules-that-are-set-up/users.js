var inherits = require('util').inherits
var Base = require('./base')

function Users(bus) {
  if (!(this instanceof Users)) return new Users(bus)
  Users.super_.call(this, bus)
}
inherits(Users, Base)

Users.prototype.load = function (id, done) {
  setTimeout(function () {
    done(null, id)
  }, 1)
}
Users.prototype.add = function (id) {
  var self = this
  this.load(id, function (error) {
    if (!error) self.tell('user.added')
  })
}

module.exports = Users

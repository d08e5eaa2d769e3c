module.exports = (events) => {
  events.on('js.started', require('./work').run) // on js.started runs run
}

function install({ events }) {
  events.on('js.installed', () => {}) // on js.installed
}
module.exports = { install }

module.exports = {
  get sweep() {
    return require('./sweep').sweep
  },
}

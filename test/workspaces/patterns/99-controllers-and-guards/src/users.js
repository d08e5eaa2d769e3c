const { EVENTS } = require('./emitter')
module.exports = (router, { emit, emitLater }) => {
  router.post('/', async (req, res) => {
    await Promise.all([emit(EVENTS.USER_CREATED, req.body), emitLater('user.nudge', 30, req.body)])
    res.end()
  })
  return router
}

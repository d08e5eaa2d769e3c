module.exports = ({ listen }) => {
  listen('user.joined', async () => {})
}

module.exports = ({ events }) => {
  events.on('mail.sent', async () => {}) // on mail.sent
}

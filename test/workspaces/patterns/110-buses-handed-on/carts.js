exports.keeper = ({ emit, mail }) => async (cart) => {
  await emit('cart.kept', cart)
  await mail(cart)
}
exports.mailer = ({ emit }) => (cart) => emit('mail.asked', cart)

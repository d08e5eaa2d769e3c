exports.names = ['stock.taken', 'stock.given']
exports.timeout = 8000
exports.handle = async ({ body }) => console.log(body)

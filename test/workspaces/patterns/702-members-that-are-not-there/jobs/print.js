module.exports = { handler: async () => {} }

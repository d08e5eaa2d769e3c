module.exports = { retries: 3, handler: async () => {} }

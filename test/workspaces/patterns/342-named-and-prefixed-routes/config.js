module.exports = { base: process.env.BASE_PATH }

#!/usr/bin/env node
// Takes the arguments of the `code` executable that a test run gives it and serves them with the npm-hosted VS Code:
// test-electron starts this file in place of the desktop one.
require('../run/typescript')
const { runInBrowser } = require('./runInBrowser')

runInBrowser(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)

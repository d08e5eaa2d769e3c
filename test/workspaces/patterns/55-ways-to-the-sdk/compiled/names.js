'use strict'
Object.defineProperty(exports, '__esModule', { value: true })
exports.default = { one: 'compiled.named' }

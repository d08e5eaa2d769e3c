'use strict'
var __importStar =
  (this && this.__importStar) ||
  function (mod) {
    if (mod && mod.__esModule) return mod
    var result = {}
    if (mod != null) for (var k in mod) if (k !== 'default') result[k] = mod[k]
    result['default'] = mod
    return result
  }
var __importDefault =
  (this && this.__importDefault) ||
  function (mod) {
    return mod && mod.__esModule ? mod : { default: mod }
  }
Object.defineProperty(exports, '__esModule', { value: true })
const tslib_1 = require('tslib')
const ampt = __importStar(require('@ampt/sdk'))
const sdk_1 = require('@ampt/sdk')
const all = tslib_1.__importStar(require('./all'))
const names_1 = __importDefault(require('./names'))
const { events: bus } = require('./copied')
ampt.events.publish('compiled.star', {}) // publish compiled.star
;(0, sdk_1.events.publish)('compiled.plain', {}) // publish compiled.plain
all.events.publish(names_1.default.one, {}) // publish compiled.named
bus.publish('compiled.copied', {}) // publish compiled.copied

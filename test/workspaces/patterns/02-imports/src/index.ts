import ampt, { events as bus } from '@ampt/sdk'
import * as all from '@ampt/sdk'
import { events as fromSubpath } from '@ampt/sdk/events'
import defaultEvents from '@ampt/sdk/events'
import { events as legacy } from '@serverless/cloud'
import { data, params,events } from '@ampt/sdk'
import type { events as onlyType } from '@ampt/sdk'

bus.publish('aliased', {}) // publish aliased
ampt.events.publish('default', {}) // publish default
all.events.publish('namespace', {}) // publish namespace
fromSubpath.publish('subpath', {}) // publish subpath
defaultEvents.on('subpath-default', () => {}) // on subpath-default
legacy.on('legacy', () => {}) // on legacy
events.publish('crowded', { params, data }) // publish crowded
onlyType.publish('type-only', {})

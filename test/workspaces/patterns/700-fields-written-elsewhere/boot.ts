import { params } from '@ampt/sdk'
import { config, Settings, state } from './settings'
import { fill } from './fill'

Settings.topic = 'settings.second'
config.nested.topic = 'nested.second'
if (params('PREFIX')) config.prefix = params('PREFIX') as string
fill(config)
Object.assign(state, { topic: 'state.second' })

import { events } from '@ampt/sdk'
import { hub } from './hub'
import './hubSetup'

events.on('hub.asked', () => hub.send('hub.sent')) // on hub.asked

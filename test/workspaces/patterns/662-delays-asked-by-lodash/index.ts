// What asks lodash whether there is a delay publishes at once only where none is passed.
import { events } from '@ampt/sdk'
import _, { isNil } from 'lodash'

const remind = (name: string, after?: string) =>
  isNil(after)
    ? events.publish(name, {})
    : events.publish(name, { after }, {}) // publish reminded after 172800000
events.on('placed', () => remind('reminded', '2 days')) // on placed

const warn = (name: string, options: { after?: string }) => {
  if (!_.isUndefined(options.after)) return events.publish(name, { after: options.after }, {}) // publish warned after 60000
  return events.publish(name, {})
}
events.on('late', () => warn('warned', { after: '1 minute' })) // on late

import { formToEvent } from '../../../lib/forms'

export const actions = {
  share: formToEvent({ event: 'order.shared' }),
  place: formToEvent({ event: 'order.placed', after: '10 seconds' }),
}

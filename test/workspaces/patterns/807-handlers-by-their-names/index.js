import { api } from '@ampt/api'
import './booking'
import { dispatch } from './commands'

api('clinic')
  .router('/appointments')
  .post('/', async (event) => dispatch('book', await event.request.body()))
  .delete('/:id', async (event) => dispatch('cancel', event.params))

// From here on as Ampt's page on events has it, to the letter.
import { events } from "@ampt/sdk";
import {api} from "@ampt/api"

api('my-api').router('/events')
  .post('/', async (event) => {
    const body = await event.request.body()
		// publish event immediately
    events.publish('my-event', body)
    return event.status(204)
})

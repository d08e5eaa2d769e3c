import { events } from '@ampt/sdk'
import { PageEvent } from './names'

for (const name of Object.values(PageEvent)) events.on(name, ({ body }) => console.log(name, body)) // on page.seen, page.left, page.rated

import { events } from '@ampt/sdk'
export async function sendMail(body: unknown) {
  await events.publish('mail.sent', body) // publish mail.sent in handler of user.created
}

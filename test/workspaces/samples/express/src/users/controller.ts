import type { Request, Response } from 'express'
import { data } from '@ampt/data'
import { events } from '@ampt/sdk'

export const usersController = {
  async create(request: Request, response: Response): Promise<void> {
    const { email } = request.body as { email: string }
    await data.set(`user:${email}`, { email }, { exists: false })
    // Nobody waits for it.
    events.publish('user.joined', { after: '3 seconds' }, email)
    response.status(201).json({ email })
  },

  async read(request: Request, response: Response): Promise<void> {
    const user = await data.get(`user:${request.params.email}`)
    if (user === undefined) response.sendStatus(404)
    else response.json(user)
  },
}

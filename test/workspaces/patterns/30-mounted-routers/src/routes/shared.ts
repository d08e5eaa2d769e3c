import { events } from '@ampt/sdk'
import { Router } from 'express'

export const router = Router()
router.get('/seen', () => events.publish('seen', {})) // publish seen in GET /api/v1/right/seen, GET /left/seen

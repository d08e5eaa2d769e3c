import { events } from '@ampt/sdk'
import type { Router } from 'express'

export function addHealth(router: Router) {
  router.get('/health', () => events.publish('checked', {})) // publish checked in GET /api/v1/health
}

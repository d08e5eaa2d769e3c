export const TENANTS = ['north', 'south'] as const
export type Tenant = (typeof TENANTS)[number]

export function isTenant(value: unknown): value is Tenant {
  return (TENANTS as readonly unknown[]).includes(value)
}
export const isFeed = (feed: string): feed is 'booked' | 'left' => ['booked', 'left'].includes(feed)
export const isTooLong = (value: string): boolean => value.length > 20
export async function mustBeTenant(value: unknown): Promise<void> {
  if (!isTenant(value)) throw new Error('no tenant')
}

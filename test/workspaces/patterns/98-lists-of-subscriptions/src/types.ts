export interface Subscription {
  topic: string
  options?: { timeout: number }
  handle(event: any): Promise<void>
}

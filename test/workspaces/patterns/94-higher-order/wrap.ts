type Handler = (event: any) => Promise<unknown>
export function logged<T extends Handler>(fn: T): T {
  return (async (...args: any[]) => {
    console.log('start')
    try {
      return await (fn as any)(...args)
    } finally {
      console.log('end')
    }
  }) as T
}
export const withRetry = (times: number) => (fn: Handler): Handler => async (event) => {
  for (let i = 0; i < times; i++) {
    try {
      return await fn(event)
    } catch (error) {
      if (i === times - 1) throw error
    }
  }
  return undefined
}
export const compose = (...fns: any[]) => (handler: any) => fns.reduceRight((acc, fn) => fn(acc), handler)
export const pipe = (...fns: any[]) => (input: any) => fns.reduce((acc, fn) => acc.then(fn), Promise.resolve(input))
export const flow = (...fns: any[]) => async (input: any) => {
  let value = input
  for (const fn of fns) value = await fn(value)
  return value
}

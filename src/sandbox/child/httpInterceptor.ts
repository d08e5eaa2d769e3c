import { BatchInterceptor } from '@mswjs/interceptors'
import { ClientRequestInterceptor } from '@mswjs/interceptors/ClientRequest'
import { FetchInterceptor } from '@mswjs/interceptors/fetch'
import type { InterceptedRequest } from './httpDoors'

/** Puts what asks `onRequest` first in place of fetch and of the ways to make a request with `node:http`. Loading this loads undici. */
export function startInterceptor(onRequest: (intercepted: InterceptedRequest) => void): void {
  const interceptor = new BatchInterceptor({ name: 'network', interceptors: [new ClientRequestInterceptor(), new FetchInterceptor()] })
  interceptor.apply()
  interceptor.on('request', onRequest)
}

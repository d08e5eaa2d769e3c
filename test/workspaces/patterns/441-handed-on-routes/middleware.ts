import { NextResponse } from 'next/server'
import { events } from '@ampt/sdk'

export async function middleware() {
  await events.publish('request.seen', {}) // publish request.seen in ALL /*
  return NextResponse.next()
}

import type { BodyProblem } from '../facts/callFacts'
import { finding, fix, insertBefore, inShort, type CallRule } from './finding'

const outcomes: Readonly<Record<BodyProblem, string>> = {
  function: 'is a function, which JSON leaves out: no handler gets it. Send data',
  symbol: 'is a symbol, which JSON leaves out: no handler gets it. Send text',
  bigint: 'is a BigInt, which JSON cannot hold: the publish fails. Send it as text',
  collection: 'becomes {} in JSON: the handlers get none of its entries. Send an array, such as [...it]',
  pattern: 'becomes {} in JSON. Send its source as text',
  error: 'becomes {} in JSON, without its message. Send the message',
  promise: 'is a promise, which becomes {} in JSON. Await it',
  promises: 'is a list of promises, which become {} in JSON. Await Promise.all of it',
  number: 'is no finite number and becomes null in JSON. Send a number',
  cycle: 'refers back to itself, which JSON cannot hold: the publish fails. Send a copy without the circle',
  date: 'is a Date and reaches the handlers as a string. Make a Date of it again there, or send text',
}

/** What of a body does not survive its way through JSON. */
export const lintBody: CallRule = (call) =>
  (call.body?.problems ?? []).map(({ kind, text, canAwait, ...at }) => {
    const fixes = canAwait ? [fix('Await it', insertBefore(at, 'await '))] : []
    return finding(kind === 'date' ? 'body-date' : 'body-not-json', at, call, `${inShort(text)} ${outcomes[kind]}.`, fixes)
  })

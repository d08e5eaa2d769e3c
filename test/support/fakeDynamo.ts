import { marshall, unmarshall, type Attributes } from './attributeValues'

interface Command {
  readonly input: Input
}

interface Input {
  readonly Key?: Attributes
  readonly Item?: Attributes
  readonly ConditionExpression?: string
  readonly KeyConditionExpression?: string
  readonly UpdateExpression?: string
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>
  readonly ExpressionAttributeValues?: Attributes
  readonly IndexName?: string
  readonly Limit?: number
  readonly ScanIndexForward?: boolean
  readonly ExclusiveStartKey?: Attributes
  readonly RequestItems?: Readonly<Record<string, BatchWrites | { readonly Keys: readonly Attributes[] }>>
}

type BatchWrites = readonly { readonly PutRequest?: { readonly Item: Attributes }; readonly DeleteRequest?: { readonly Key: Attributes } }[]
type Values = Record<string, unknown>

/**
 * A table of DynamoDB in memory, as far as `@ampt/data` 1.0.27 uses one: takes the commands of its client. What has expired by `nowSeconds`
 * is filtered by the queries themselves.
 */
export function createFakeDynamo(): { send(command: Command): Promise<object> } {
  const items = new Map<string, Values>()
  const keyOf = ({ pk, sk }: Values): string => `${String(pk)}\n${String(sk)}`

  const update = (input: Input): object => {
    const key = unmarshall(input.Key!)
    const before = items.get(keyOf(key))
    checkCondition(input, before)
    const after: Values = { ...before, ...key }
    const { names, values } = bindings(input)
    for (const [action, clause] of clausesOf(input.UpdateExpression!)) {
      for (const part of clause.split(/,(?![^(]*\))/).map((text) => text.trim())) applyPart(action, part, after, before, names, values)
    }
    items.set(keyOf(after), after)
    return { Attributes: marshall(after) }
  }

  const query = ({ IndexName, KeyConditionExpression, Limit = Infinity, ScanIndexForward, ExclusiveStartKey, ...input }: Input): object => {
    const { names, values } = bindings(input)
    const label = IndexName?.replace('gsi', '') ?? ''
    const parts = KeyConditionExpression!.split(/ AND (?!:sk0)/).map((part) => conditionOf(part, names, values))
    const place = (item: Values): string[] => [`sk${label}`, 'pk', 'sk'].map((name) => String(item[name]))
    const direction = ScanIndexForward === false ? -1 : 1
    const order = (a: Values, b: Values): number => compareAll(place(a), place(b)) * direction
    const start = ExclusiveStartKey === undefined ? null : unmarshall(ExclusiveStartKey)
    const found = [...items.values()]
      .filter(
        (item) => item[`pk${label}`] !== undefined && parts.every((holds) => holds(item)) && (start === null || order(item, start) > 0),
      )
      .sort(order)
    const page = found.slice(0, Limit)
    const last = page.length === Limit ? page.at(-1)! : null
    const alive = page.filter(({ ttl }) => ttl === undefined || (ttl as number) >= (values[':ttl'] as number))
    const keys = ['pk', 'sk', `pk${label}`, `sk${label}`]
    return {
      Items: alive.map(marshall),
      ...(last !== null && { LastEvaluatedKey: marshall(Object.fromEntries(keys.map((name) => [name, last[name]]))) }),
    }
  }

  const handlers: Readonly<Record<string, (input: Input) => object>> = {
    QueryCommand: query,
    UpdateItemCommand: update,
    PutItemCommand(input) {
      const item = unmarshall(input.Item!)
      checkCondition(input, items.get(keyOf(item)))
      items.set(keyOf(item), item)
      return {}
    },
    DeleteItemCommand({ Key }) {
      items.delete(keyOf(unmarshall(Key!)))
      return {}
    },
    BatchGetItemCommand({ RequestItems }) {
      const [[table, { Keys }]] = Object.entries(RequestItems!) as [[string, { Keys: readonly Attributes[] }]]
      const found = Keys.map((key) => items.get(keyOf(unmarshall(key)))).filter((item) => item !== undefined)
      return { Responses: { [table]: found.map(marshall) } }
    },
    BatchWriteItemCommand({ RequestItems }) {
      const writes = Object.values(RequestItems!).flat() as BatchWrites[number][]
      const rows = writes.map(({ PutRequest, DeleteRequest }) => unmarshall((PutRequest?.Item ?? DeleteRequest?.Key)!))
      if (new Set(rows.map(keyOf)).size < rows.length) throw invalid('Provided list of item keys contains duplicates')
      for (const [index, row] of rows.entries()) {
        if (writes[index]!.PutRequest === undefined) items.delete(keyOf(row))
        else items.set(keyOf(row), row)
      }
      return {}
    },
  }
  return {
    send: async (command) => {
      await Promise.resolve()
      // As a bundler names its classes.
      return handlers[command.constructor.name.replace(/^_/, '')]!(command.input)
    },
  }
}

function invalid(message: string): Error {
  return Object.assign(new Error(message), { name: 'ValidationException' })
}

function bindings(input: Input): { names: Readonly<Record<string, string>>; values: Values } {
  return { names: input.ExpressionAttributeNames ?? {}, values: unmarshall(input.ExpressionAttributeValues ?? {}) }
}

/** `SET a, b REMOVE c ADD d` as its clauses. */
function clausesOf(expression: string): [action: string, clause: string][] {
  return [...expression.matchAll(/(SET|REMOVE|ADD) (.*?)(?= (?:SET|REMOVE|ADD) |$)/g)].map(([, action = '', clause = '']) => [
    action,
    clause,
  ])
}

function applyPart(
  action: string,
  part: string,
  after: Values,
  before: Values | undefined,
  names: Readonly<Record<string, string>>,
  values: Values,
): void {
  const [, target = '', fallback, value = ''] = /^(#\w+)(?:(?: =)? (if_not_exists\(#\w+,)?(:\w+)\)?)?$/.exec(part) ?? []
  const name = names[target]
  if (name === undefined) throw new Error(`The table in memory does not know "${action} ${part}".`)
  if (action === 'REMOVE') delete after[name]
  else if (action === 'SET') {
    if (fallback === undefined || before?.[name] === undefined) after[name] = values[value]
  } else {
    const old = before?.[name] === undefined ? 0 : before[name]
    if (typeof old !== 'number') throw invalid('An operand in the update expression has an incorrect data type')
    after[name] = old + (values[value] as number)
  }
}

function checkCondition({ ConditionExpression, ...input }: Input, before: Values | undefined): void {
  if (ConditionExpression === undefined) return
  const { values } = bindings(input)
  const holds = ConditionExpression.split(/ AND (?=\(|#)(?!attribute_exists\(val\))/).every((part) => {
    if (part === '(attribute_not_exists(pk))') return before === undefined
    if (part === '(attribute_exists(pk))') return before !== undefined
    if (part === '#ct = :created') return before?.ct === values[':created']
    if (part === '((attribute_exists(pk) AND attribute_exists(val)) OR attribute_not_exists(pk))')
      return before === undefined || before.val !== undefined
    throw new Error(`The table in memory does not know "${part}".`)
  })
  if (holds) return
  const failed = new Error('The conditional request failed')
  throw Object.assign(failed, { name: 'ConditionalCheckFailedException', ...(before !== undefined && { Item: marshall(before) }) })
}

function conditionOf(part: string, names: Readonly<Record<string, string>>, values: Values): (item: Values) => boolean {
  const [, prefixed, prefix] = /^begins_with\((#\w+),(:\w+)\)$/.exec(part) ?? []
  if (prefixed !== undefined) return (item) => String(item[names[prefixed]!]).startsWith(String(values[prefix!]))
  const [, name = '', operator, first = '', last] = /^(#\w+) (=|<=|<|>=|>|between) (:\w+)(?: AND (:\w+))?$/.exec(part) ?? []
  const order = (item: Values, bound: string): number => compare(String(item[names[name]!]), String(values[bound]))
  switch (operator) {
    case '=':
      return (item) => order(item, first) === 0
    case '<':
      return (item) => order(item, first) < 0
    case '<=':
      return (item) => order(item, first) <= 0
    case '>':
      return (item) => order(item, first) > 0
    case '>=':
      return (item) => order(item, first) >= 0
    case 'between':
      return (item) => order(item, first) >= 0 && order(item, last!) <= 0
    default:
      throw new Error(`The table in memory does not know "${part}".`)
  }
}

function compareAll(a: readonly string[], b: readonly string[]): number {
  return a.map((text, index) => compare(text, b[index]!)).find((order) => order !== 0) ?? 0
}

/** By the bytes of UTF-8, as DynamoDB does. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

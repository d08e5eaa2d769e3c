import { isNumber, isRecord, isCount, isText, listOf, orNull, readerOf, recordOf } from '../../src/model/checks'
import type { RunTitle, ToTimelinePage } from '../../src/model/timelineProtocol'
import { attemptColumnNames, type AttemptColumns, type Trace, type TraceEnd } from '../../src/model/trace'

const records = listOf(isRecord)
const isHeader = recordOf<Trace['header']>({ start: isNumber })
const isEnd = recordOf<TraceEnd>({
  at: isNumber,
  notes: Array.isArray,
  notSimulated: Array.isArray,
  waiting: Array.isArray,
  data: isRecord,
})

/** Checks what came from the host. Null when it is not a message of the protocol: any frame can post to this page. */
export const readHostMessage = readerOf<'type', ToTimelinePage>('type', {
  runs: { seq: isCount, runs: listOf(recordOf<RunTitle>({ id: isText, title: isText })), selected: orNull(isText) },
  // The outline of a trace; what the rows hold is the simulator's own and was checked where it came from.
  trace: {
    seq: isCount,
    run: isText,
    trace: recordOf<Trace>({
      header: isHeader,
      handlers: records,
      events: records,
      attempts: isColumns,
      details: records,
      late: records,
      calls: records,
      end: isEnd,
    }),
  },
  progress: { seq: isCount, text: orNull(isText) },
  failed: { seq: isCount, message: isText },
})

function isColumns(value: unknown): value is AttemptColumns {
  if (!isRecord(value) || !isCount(value['length'])) return false
  const { length } = value
  const isColumn = (column: unknown): boolean => ArrayBuffer.isView(column) && (column as Uint32Array).length >= length
  return attemptColumnNames.every((name) => isColumn(value[name]))
}

import { pathToFileURL } from 'node:url'
import type { ArtifactLocation, Log, Region, ReportingConfiguration, Result } from 'sarif'
import { version } from '../../package.json'
import { shortLine } from '../words/oneLine'
import { isLintCode, lintCodes, lintRules } from '../graph/lints/lintCodes'
import type { EventGraph, Fix, Lint } from '../model/graph'
import type { Site, Span } from '../model/site'

const levels = { error: 'error', warning: 'warning', information: 'note' } as const satisfies Record<
  Lint['severity'],
  ReportingConfiguration.level
>
const root = 'SRCROOT'

/** The lints of a graph as a SARIF 2.1.0 log, such as GitHub's code scanning takes. Paths are relative to the folder that was read. */
export function sarifLog(graph: EventGraph): Log {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ampt-events',
            version,
            rules: lintCodes.map((code) => ({
              id: code,
              shortDescription: { text: lintRules[code].meaning },
              help: { text: `${lintRules[code].meaning} To silence one: // ampt-events-ignore-next-line ${code}` },
              defaultConfiguration: { level: levels[lintRules[code].level] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [root]: { uri: `${pathToFileURL(graph.root).href.replace(/\/$/, '')}/` } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: graph.problems.map(({ message, ...site }) => ({
              level: 'warning',
              message: { text: plain(message) },
              locations: [
                { physicalLocation: { artifactLocation: artifact(site), region: { startLine: site.line, startColumn: site.column } } },
              ],
            })),
          },
        ],
        results: graph.lints.map(resultOf),
      },
    ],
  }
}

function resultOf({ code, severity, message, fixes, ...span }: Lint): Result {
  return {
    ruleId: code,
    ...(isLintCode(code) && { ruleIndex: lintCodes.indexOf(code) }),
    level: levels[severity],
    message: { text: plain(message) },
    locations: [{ physicalLocation: { artifactLocation: artifact(span), region: region(span) } }],
    ...(fixes.length > 0 && { fixes: fixes.map(fixOf) }),
  }
}

/** Brackets would make a link in a message of SARIF. */
function plain(message: string): string {
  return shortLine(message).replace(/[\\[\]]/g, '\\$&')
}

function fixOf({ title, edits }: Fix): NonNullable<Result['fixes']>[number] {
  const files = [...new Set(edits.map(({ file }) => file))]
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact({ file }),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({ deletedRegion: region(edit), insertedContent: { text: edit.text } })),
    })),
  }
}

function artifact({ file }: Pick<Site, 'file'>): ArtifactLocation {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: root }
}

function region({ line, column, endLine, endColumn }: Span): Region {
  return { startLine: line, startColumn: column, endLine, endColumn }
}

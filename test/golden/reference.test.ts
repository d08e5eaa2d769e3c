import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/built'
import { assertDocument } from '../support/golden'
import { runCli } from '../support/runCli'

interface Setting {
  default: unknown
  enum?: string[]
  markdownDescription?: string
  description?: string
}

interface Manifest {
  contributes: { commands: { title: string }[]; configuration: { title: string; properties: Record<string, Setting> }[] }
}

function settingRow([name, setting]: [string, Setting]): string {
  const told = (setting.markdownDescription ?? setting.description ?? '').replace(/`#(.*?)#`/g, '`$1`')
  const choices = setting.enum === undefined ? '' : ` (${setting.enum.map((one) => `\`${one}\``).join(', ')})`
  return `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${told}${choices} |`
}

describe('REFERENCE.md', () => {
  it('has all settings and commands of the manifest, and all that the command line says of its options', () => {
    const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
    const help = (command: string): string[] => [
      `## ampt-events ${command}`,
      '',
      '```',
      runCli(command, '--help').stdout.trimEnd(),
      '```',
      '',
    ]
    assertDocument(
      'REFERENCE.md',
      [
        '# Reference',
        '',
        'Made from package.json and from what `--help` prints. What they are for is in the [README](README.md); lints, exit codes and the fields of the JSON are there too.',
        '',
        '## Settings',
        '',
        ...contributes.configuration.flatMap(({ title, properties }) => [
          `### ${title}`,
          '',
          '| Setting | Default | |',
          '| --- | --- | --- |',
          ...Object.entries(properties).map(settingRow),
          '',
        ]),
        '## Commands',
        '',
        'Each begins with `Ampt Events:` in the palette.',
        '',
        ...contributes.commands.map(({ title }) => `- ${title}`),
        '',
        ...help('simulate'),
        ...help('graph'),
      ]
        .join('\n')
        .trimEnd(),
    )
  })
})

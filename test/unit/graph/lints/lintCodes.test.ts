import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lintRules } from '../../../../src/graph/lints/lintCodes'
import { root } from '../../../support/built'

interface Manifest {
  contributes: {
    configuration: { properties: Record<string, { properties?: Record<string, { default: string; markdownDescription: string }> }> }[]
  }
}

describe('the codes of lints', () => {
  const rules = Object.entries(lintRules)

  it('are all in the setting, with their defaults and meanings', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
    const lints = manifest.contributes.configuration.flatMap(({ properties }) => properties['amptEvents.lints'] ?? [])
    assert.deepEqual(
      lints.flatMap(({ properties = {} }) => Object.entries(properties).map(([code, one]) => [code, one.default, one.markdownDescription])),
      rules.map(([code, { level, meaning }]) => [code, level, meaning]),
    )
  })

  it('are all in the README, with their defaults', () => {
    const rows = readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^\| `([a-z-]+)` \| (error|warning|information) \|/gm)
    assert.deepEqual(
      [...rows].map(([, code, level]) => [code, level]),
      rules.map(([code, { level }]) => [code, level]),
    )
  })
})

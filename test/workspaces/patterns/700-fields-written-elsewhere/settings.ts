export class Settings {
  static topic = 'settings.first'
  static fixed = 'settings.fixed'
}

export const config = { topic: 'config.first', other: 'config.other', nested: { topic: 'nested.first' }, prefix: 'config' }

export const state = { topic: 'state.first', quiet: 'state.quiet' }

export const names = { topic: 'names.topic', kept: 'names.kept' } as const

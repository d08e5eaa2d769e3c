import js from '@eslint/js'
import tseslint from 'typescript-eslint'

/** Rooms that all others stand on. */
const ground = ['model', 'words', 'contract']

/** Rooms of src/ and what each may import of the others. Dependencies point one way. */
const rooms = {
  model: [],
  words: ['model'],
  contract: ['model', 'words'],
  graph: ground,
  simulator: ground,
  'sandbox/client': [...ground, 'simulator'],
  'sandbox/child': [...ground, 'simulator', 'sandbox/ampt'],
  'sandbox/ampt': [...ground, 'simulator'],
  report: ground,
  timeline: [...ground, 'report'],
  flow: ground,
}
const every = [...Object.keys(rooms), 'host', 'cli', 'extension']

const roomRules = Object.entries(rooms).map(([room, allowed]) => rule(`src/${room}`, beyond(room, allowed)))

/** Folders of src/graph, in steps: each may import of its own step and those before it. */
const graphSteps = [
  ['files'],
  ['journal'],
  ['syntax'],
  ['modules'],
  ['values', 'types', 'calls'],
  ['sites'],
  ['triggers'],
  ['facts'],
  ['events'],
  ['lints'],
  ['query'],
]

const graphRules = graphSteps.flatMap((step, index) => {
  const later = graphSteps.slice(index + 1).flat()
  const above = {
    regex: `^\\.\\./((${later.join('|')})/|[^./][^/]*$)`,
    message: `src/graph/${step.join(', ')} may not know what stands on top of it.`,
  }
  return step.map((folder) => rule(`src/graph/${folder}`, [...beyond('graph', rooms.graph), above]))
})

/** What a room may not import. */
function beyond(room, allowed) {
  return every
    .filter((other) => other !== room && !allowed.includes(other))
    .map((other) => ({
      regex: `^(\\.\\./)+(sandbox/)?${other.replace('sandbox/', '')}(/|$)`,
      message: `src/${room} may not know src/${other}.`,
    }))
}

function rule(folder, patterns) {
  return { files: [`${folder}/**/*.ts`], rules: { 'no-restricted-imports': ['error', { paths: ['vscode'], patterns }] } }
}

const noAmbient = ['words', 'contract', 'graph', 'simulator', 'report', 'timeline', 'flow'].map((room) => ({
  files: [`src/${room}/**/*.ts`],
  rules: {
    'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'fetch', 'crypto'],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'Time is a parameter.' },
      { object: 'Math', property: 'random', message: 'Chance is a parameter.' },
    ],
    'no-restricted-syntax': [
      'error',
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is a parameter.' },
    ],
  },
}))

export default tseslint.config(
  { ignores: ['dist', '.vscode-test', 'node_modules', 'test/workspaces', 'coverage'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.mjs', 'test/run/*.mjs'] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
    },
  },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-unused-expressions': 'off' } },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        require: 'readonly',
        exports: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  ...roomRules,
  ...graphRules,
  ...noAmbient,
  {
    files: ['src/cli.ts', 'src/cli/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: ['vscode'], patterns: [{ regex: '/host/', message: 'The terminal knows no editor.' }] }],
    },
  },
  {
    files: ['media/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '/src/(graph|simulator|sandbox|cli|host)/', message: 'A page paints what others worked out.' }] },
      ],
    },
  },
)

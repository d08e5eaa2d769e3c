import type { Page } from 'playwright-core'

declare const document: {
  documentElement: { style: { setProperty(name: string, value: string): void } }
  body: { className: string }
}

// The values that VS Code gives its pages in its own themes, as far as the page asks for them.
const light = {
  foreground: '#3b3b3b',
  descriptionForeground: '#3b3b3b',
  'editor-background': '#ffffff',
  'panel-background': '#f8f8f8',
  'panel-border': '#e5e5e5',
  focusBorder: '#005fb8',
  'textLink-foreground': '#005fb8',
  'list-inactiveSelectionBackground': '#e4e6f1',
  'list-hoverBackground': '#f2f2f2',
  'list-warningForeground': '#855f00',
  'dropdown-background': '#ffffff',
  'dropdown-foreground': '#3b3b3b',
  'charts-green': '#388a34',
  'charts-red': '#e51400',
  'charts-yellow': '#bf8803',
  'charts-orange': '#d18616',
  'charts-blue': '#1a85ff',
  'charts-purple': '#652d90',
}

const dark = {
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  'editor-background': '#1f1f1f',
  'panel-background': '#181818',
  'panel-border': '#2b2b2b',
  focusBorder: '#0078d4',
  'textLink-foreground': '#4daafc',
  'list-inactiveSelectionBackground': '#37373d',
  'list-hoverBackground': '#2a2d2e',
  'list-warningForeground': '#cca700',
  'dropdown-background': '#313131',
  'dropdown-foreground': '#cccccc',
  'charts-green': '#89d185',
  'charts-red': '#f14c4c',
  'charts-yellow': '#cca700',
  'charts-orange': '#d18616',
  'charts-blue': '#3794ff',
  'charts-purple': '#b180d7',
}

const highContrast = {
  foreground: '#ffffff',
  descriptionForeground: 'rgba(255, 255, 255, 0.7)',
  'editor-background': '#000000',
  'panel-background': '#000000',
  'panel-border': '#6fc3df',
  contrastBorder: '#6fc3df',
  contrastActiveBorder: '#f38518',
  focusBorder: '#f38518',
  'textLink-foreground': '#21a6ff',
  'dropdown-background': '#000000',
  'dropdown-foreground': '#ffffff',
  'charts-green': '#89d185',
  'charts-red': '#f48771',
  'charts-yellow': '#ffd370',
  'charts-orange': '#ab5a00',
  'editorWarning-foreground': '#ffd370',
  'charts-blue': '#59a4f9',
  'charts-purple': '#b180d7',
}

const highContrastLight = {
  foreground: '#292929',
  descriptionForeground: 'rgba(41, 41, 41, 0.7)',
  'editor-background': '#ffffff',
  'panel-background': '#ffffff',
  'panel-border': '#0f4a85',
  contrastBorder: '#0f4a85',
  contrastActiveBorder: '#006bbd',
  focusBorder: '#006bbd',
  'textLink-foreground': '#0f4a85',
  'dropdown-background': '#ffffff',
  'dropdown-foreground': '#292929',
  'charts-green': '#374e06',
  'charts-red': '#b5200d',
  'charts-yellow': '#895503',
  'charts-orange': '#0f4a85',
  'editorWarning-foreground': '#895503',
  'charts-blue': '#1a85ff',
  'charts-purple': '#652d90',
}

/** Themes by name; the first two are a page without an editor. */
export const themes = [
  { name: 'light without an editor', scheme: 'light', colors: {} },
  { name: 'dark without an editor', scheme: 'dark', colors: {} },
  { name: 'light', scheme: 'light', colors: light },
  { name: 'dark', scheme: 'dark', colors: dark },
  { name: 'high contrast', scheme: 'dark', colors: highContrast },
  { name: 'high contrast light', scheme: 'light', colors: highContrastLight },
] as const

/** Has the page look as in a theme, as VS Code tells it. */
export async function wear(page: Page, { name, scheme, colors }: (typeof themes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme })
  await page.evaluate(
    ([values, classes]) => {
      for (const [key, value] of Object.entries(values)) document.documentElement.style.setProperty(`--vscode-${key}`, value)
      document.body.className = classes
    },
    [colors, name.startsWith('high contrast') ? 'vscode-high-contrast' : ''] as const,
  )
}

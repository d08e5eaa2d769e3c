import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict'
import { createFakeAmpt, START } from './fakeWorld'
import type { Sdk } from './sdk'

describe('storage', () => {
  const setUp = (contract: 'documented' | 'sdk' = 'documented') => {
    const { world, module } = createFakeAmpt({ contract })
    return { world, storage: module<Sdk>('@ampt/sdk').storage }
  }
  const pagesOf = async (pages: AsyncGenerator<string[]>): Promise<string[][]> => {
    const all: string[][] = []
    for await (const page of pages) all.push(page)
    return all
  }

  it('reads what was written, as a stream or a buffer, with the names of metadata in small letters, and undefined where there is nothing', async () => {
    const { storage } = setUp()
    const images = storage('images')
    const written = await images.write('/a/b.txt', 'text', { metadata: { writtenBy: 'ann' }, type: 'text/plain' })
    deepStrictEqual(written, { filename: 'b.txt', bucket: 'images', path: '/a/b.txt', metadata: { writtenby: 'ann' } })
    strictEqual((await images.readBuffer('a/b.txt'))?.toString(), 'text')
    const chunks: Buffer[] = []
    for await (const chunk of (await storage('images').read('a/b.txt')) ?? []) chunks.push(chunk as Buffer)
    strictEqual(Buffer.concat(chunks).toString(), 'text')
    strictEqual(await storage().read('a/b.txt'), undefined)
    strictEqual((await storage().readBuffer('images/a/b.txt'))?.toString(), 'text')
    deepStrictEqual(await images.stat('a/b.txt'), {
      ...{ lastModified: new Date(START), size: 4, metadata: { writtenby: 'ann' }, type: 'text/plain', maxAge: undefined },
    })
  })

  it('has the bucket public at hand in each bucket', async () => {
    const { storage } = setUp()
    await storage('images').public.write('a.txt', 'text')
    strictEqual((await storage('public').readBuffer('a.txt'))?.toString(), 'text')
    strictEqual((await storage().public.public.readBuffer('a.txt'))?.toString(), 'text')
  })

  it('copies and moves into a folder, the bucket itself included', async () => {
    const { storage, world } = setUp()
    const students = storage('students')
    await students.write('data.ext', 'x')
    await students.move('data.ext', 'bin')
    await students.copy('/bin/data.ext', 'bin-copy')
    deepStrictEqual(await pagesOf(students.list('/', { recursive: true })), [['bin-copy/data.ext', 'bin/data.ext']])
    deepStrictEqual(
      world.effects.map(({ kind, target }) => `${kind} ${target}`),
      [
        'storage.write students/data.ext',
        'storage.write students/bin/data.ext',
        'storage.remove students/data.ext',
        'storage.write students/bin-copy/data.ext',
      ],
    )
    await students.copy('bin/data.ext', '')
    strictEqual(await students.exists('data.ext'), true)
    await rejects(students.copy('none', 'x'), { name: 'StorageError', message: 'Source file does not exist: none' })
  })

  it('lists pages, and folders as such', async () => {
    for (const [contract, pages] of [
      ['documented', [['a.txt'], ['b/']]],
      ['sdk', [['a.txt'], ['a.txt', 'b/']]],
    ] as const) {
      const { storage, world } = setUp(contract)
      for (const path of ['a.txt', 'b/c.txt', 'b/d.txt']) await storage().write(path, '')
      deepStrictEqual(await pagesOf(storage().list('', { pageSize: 1 })), pages)
      deepStrictEqual(await pagesOf(storage().list('b')), [['c.txt', 'd.txt']])
      const told = 'storage().list: on @ampt/sdk 1.0.20 each page but the first holds the pages before it, too.'
      deepStrictEqual(world.notes, contract === 'documented' ? [told] : [])
    }
  })

  it('tells the type by the name where none is given', async () => {
    const { storage } = setUp()
    const typeOf = async (path: string, options = {}) => {
      await storage().write(path, '', options)
      return ((await storage().stat(path)) as { type: string }).type
    }
    deepStrictEqual(
      [await typeOf('a.png'), await typeOf('a.html'), await typeOf('a'), await typeOf('b.png', { type: 'text/plain' })],
      ['image/png', 'text/html', 'application/octet-stream', 'text/plain'],
    )
  })

  it('gives URLs as S3 signs them, good for an hour or as asked, and says that they lead nowhere', async () => {
    const { world, storage } = setUp()
    const url = new URL(await storage('images').getDownloadUrl('a b.png'))
    deepStrictEqual(
      [url.pathname, url.searchParams.get('X-Amz-Expires'), url.searchParams.get('x-id')],
      ['/storage/images/a%20b.png', '3600', 'GetObject'],
    )
    strictEqual(url.searchParams.get('X-Amz-Date'), '20250101T000000Z')
    const upload = new URL(await storage().getUploadUrl('a', { expiresIn: 60 }))
    deepStrictEqual([upload.searchParams.get('X-Amz-Expires'), upload.searchParams.get('x-id')], ['60', 'PutObject'])
    strictEqual(world.notes.length, 2)
  })

  it('lists 100 to a page by default and at most 1000', async () => {
    const { storage } = setUp()
    for (let n = 0; n < 101; n++) await storage().write(`f${n}`, '')
    for (const options of [{}, { pageSize: 0 }])
      deepStrictEqual(
        (await pagesOf(storage().list('', options))).map((page) => page.length),
        [100, 1],
      )
    await rejects(pagesOf(storage().list('', { pageSize: 1001 })), { name: 'StorageError', message: 'Maximum page size is 1000' })
  })

  it('lists what fits a pattern', async () => {
    const { storage } = setUp()
    for (const path of ['a.png', 'a.txt', 'b/c.png']) await storage().write(path, '')
    deepStrictEqual(await pagesOf(storage().list('', { filter: '**/*.png', recursive: true })), [['a.png', 'b/c.png']])
  })

  it('refuses to remove a folder, and a write without a path', async () => {
    const { storage } = setUp()
    await rejects(storage().remove('a/'), { name: 'StorageError', message: 'Cannot remove a directory' })
    await rejects(storage().write('', 'x'), { name: 'StorageError', message: 'No path specified' })
  })

  it('writes into the options that on is given, in the SDK alone', () => {
    for (const [contract, left] of [
      ['documented', { timeout: 6000 }],
      ['sdk', { timeout: 6000, invocationType: 'storage-change', source: 'storage' }],
    ] as const) {
      const options = { timeout: 6000 }
      setUp(contract)
        .storage()
        .on('write', options, () => undefined)
      deepStrictEqual(options, left)
    }
  })

  it('refuses to write over a file with exists: false', async () => {
    const { storage } = setUp()
    await storage().write('a', '1')
    await rejects(storage().write('a', '2', { exists: false }), { name: 'StorageError', message: 'Object already exists' })
    strictEqual(await storage().exists('a'), true)
    await storage().remove('a')
    strictEqual(await storage().exists('a'), false)
  })
})

import { describe, expect, test } from 'bun:test'
import { type Config, loadConfig } from '../../src/config.ts'
import { folderOf, isProcessed, processedFolderOf, ruleAt } from '../../src/watch/folders.ts'
import { meaningOf } from '../../src/watch/ignore.ts'

describe('a name', () => {
  test('that a program uses while it writes is never taken for a video', () => {
    const names = [
      'a.mp4.crdownload',
      'Unconfirmed 512.crdownload',
      '.com.google.Chrome.k3Jd9s',
      'a.mp4.part',
      'a.mp4.part-Frag12',
      'a.temp.mp4',
      'a.mp4.ytdl',
      'a.mp4.download',
      'a.opdownload',
      'a.mp4.filepart',
      'a.mp4.!ut',
      'a.mp4.!qB',
      'a.mp4.bc!',
      'a.mp4.aria2',
      'a.mp4.bt',
      '.syncthing.a.mp4.tmp',
      '~syncthing~a.mp4.tmp',
      'a.mp4.partial',
      'a.mp4.3f1c0b2e.partial',
      '.a.mp4.Xa91bQ',
      '.~tmp~',
      'a.mp4._00_.m4v',
      'a.mp4.tmp',
      'a.mp4~',
    ]
    expect(names.filter(name => meaningOf(name) !== 'unfinished')).toEqual([])
  })

  test('that a system leaves behind is passed over without a word', () => {
    const names = ['._a.mp4', '.DS_Store', 'Thumbs.db', 'desktop.ini', '.a.mp4.swp', '.hidden.mp4']
    expect(names.filter(name => meaningOf(name) !== 'litter')).toEqual([])
    expect(meaningOf('.a.mp4.icloud')).toBe('placeholder')
    expect(meaningOf('Family.photoslibrary')).toBe('bundle')
  })

  test('that only looks odd may be a video', () => {
    const names = [
      '-rf.mp4',
      'part.mp4',
      'my.part.1.mp4',
      'tmp.mp4',
      'a~b.mp4',
      'CON.mp4',
      '🎬.mov',
    ]
    expect(names.filter(name => meaningOf(name) !== null)).toEqual([])
  })
})

describe('a folder', () => {
  const config: Pick<Config, 'folders'> = loadConfig(
    { CONTENT_CREATION_HOME: '/home/it' },
    {
      watch_dir: '/v',
      processed_dir: '/v/done',
      subfolders: true,
      watch_folders: [
        { path: '/v/shorts', platforms: ['tiktok'], processed_dir: '/s', subfolders: false },
        { path: '/v/done/again', visibility: 'private' },
      ],
    },
  )

  test('is the deepest one around a file, and none for what is finished', () => {
    const of = (path: string) => folderOf(config, path)?.path ?? null
    expect(of('/v/a.mp4')).toBe('/v')
    expect(of('/v/x/y/a.mp4')).toBe('/v')
    expect(of('/v/shorts/a.mp4')).toBe('/v/shorts')
    expect(of('/v/shorts/x/a.mp4')).toBe('/v')
    expect(of('/vx/a.mp4')).toBeNull()
    expect(of('/v/done/a.mp4')).toBeNull()
    expect(isProcessed(config, '/v/done/x/a.mp4')).toBe(true)
    expect(of('/v/done/again/a.mp4')).toBe('/v/done/again')
  })

  test('keeps its shape where finished files go', () => {
    expect(processedFolderOf(config, '/v/2026/may/a.mp4')).toBe('/v/done/2026/may')
    expect(processedFolderOf(config, '/v/a.mp4')).toBe('/v/done')
    expect(processedFolderOf(config, '/v/shorts/a.mp4')).toBe('/s')
    expect(processedFolderOf(config, '/elsewhere/a.mp4')).toBeNull()
  })

  test('says who can see its videos on YouTube, and nothing about other platforms', () => {
    const youtube = { platform: 'youtube', mode: 'automatic', privacy: 'public' } as const
    const instagram = { platform: 'instagram', mode: 'automatic', shareToFeed: true } as const
    expect(ruleAt(config, '/v/done/again/a.mp4', youtube)).toMatchObject({ privacy: 'private' })
    expect(ruleAt(config, '/v/a.mp4', youtube)).toEqual(youtube)
    expect(ruleAt(config, '/v/done/again/a.mp4', instagram)).toEqual(instagram)
  })
})

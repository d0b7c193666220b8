/** What a name alone says about a file or folder in a watched folder. */
export type Meaning =
  /** Litter of systems and programs: not ours to speak about. */
  | 'litter'
  /** Another program has not finished it: shown, and looked at again under its final name. */
  | 'unfinished'
  /** A stand-in for a file that is not on this disk. */
  | 'placeholder'
  /** A folder that one program treats as one document: what is inside is not for publishing. */
  | 'bundle'

interface Rule {
  of: string
  meaning: Meaning
  /** Matched against the name without its folder, in any case. */
  name: RegExp
}

/** Every name we know to be no finished file, with the program that leaves it. First match wins. */
export const IGNORE_RULES: readonly Rule[] = [
  // First, because its ending is six letters long, as rsync's are.
  { of: 'iCloud', meaning: 'placeholder', name: /^\..+\.icloud$/ },
  { of: 'Syncthing', meaning: 'unfinished', name: /^(\.syncthing\..*\.tmp|~syncthing~.*)$/ },
  // NAME.HASH.partial, or NAME.partial when it was told to use another suffix.
  { of: 'rclone', meaning: 'unfinished', name: /\.partial$/ },
  { of: 'rsync', meaning: 'unfinished', name: /^\..+\.[a-z0-9]{2,4}\.[a-z0-9]{6}$/ },
  { of: 'rsync', meaning: 'unfinished', name: /^(\.~tmp~|\.rsync-(partial|tmp))$/ },
  { of: 'Chrome, Edge, Brave', meaning: 'unfinished', name: /\.crdownload$/ },
  {
    of: 'Chrome on Linux',
    meaning: 'unfinished',
    name: /^\.(com\.google\.chrome|org\.chromium)\./,
  },
  { of: 'Firefox, curl, KDE, yt-dlp', meaning: 'unfinished', name: /\.part(-frag\d+)?$/ },
  { of: 'Safari', meaning: 'unfinished', name: /\.download$/ },
  { of: 'Opera', meaning: 'unfinished', name: /\.opdownload$/ },
  { of: 'WinSCP', meaning: 'unfinished', name: /\.filepart$/ },
  { of: 'torrents', meaning: 'unfinished', name: /\.(!ut|!qb|!bt|bc!|aria2|bt|td|!sync)$/ },
  { of: 'yt-dlp', meaning: 'unfinished', name: /\.(ytdl|temp\.\w{2,4})$/ },
  // Pictures and sound apart, until they are put together under the final name.
  { of: 'Premiere, Media Encoder', meaning: 'unfinished', name: /\._\d\d_\.\w{2,4}$/ },
  { of: 'Vim', meaning: 'litter', name: /^(\..*\.sw[a-p]|4913)$/ },
  { of: 'Office', meaning: 'litter', name: /^~\$/ },
  { of: 'editors, HandBrake', meaning: 'unfinished', name: /(~|\.(tmp|temp|lock|incomplete))$/ },
  { of: 'macOS', meaning: 'litter', name: /^(\._.*|\.ds_store|\.trashes)$/ },
  { of: 'Windows', meaning: 'litter', name: /^(ehthumbs|thumbs)\.db$|^desktop\.ini$/ },
  { of: 'Windows', meaning: 'litter', name: /^(\$recycle\.bin|system volume information)$/ },
  {
    of: 'network disks',
    meaning: 'litter',
    name: /^(\.nfs[0-9a-f]{8,}|@eadir|#recycle|lost\+found)$/,
  },
  // A photo library holds every video of its owner; none of them was put there to be published.
  {
    of: 'Photos, iMovie, Final Cut, TV',
    meaning: 'bundle',
    name: /\.(photoslibrary|imovielibrary|fcpbundle|theater|tvlibrary)$/,
  },
  // They go with the video beside them, and are read when that is probed.
  { of: 'captions', meaning: 'litter', name: /\.(srt|vtt)$/ },
  { of: 'Unix', meaning: 'litter', name: /^\./ },
]

/** What this name says; null: nothing, so it may be a video. */
export function meaningOf(name: string): Meaning | null {
  const lower = name.toLowerCase()
  return IGNORE_RULES.find(rule => rule.name.test(lower))?.meaning ?? null
}

/** What the creator reads about a name that is held. */
export const HELD_NAMES: Record<Exclude<Meaning, 'litter'>, string> = {
  unfinished: 'Another program is still writing it; its name is a temporary one.',
  placeholder: 'The file itself is not on this computer; download it first.',
  bundle: 'This is the library of another program; its videos are not published from there.',
}

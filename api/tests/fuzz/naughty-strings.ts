/** What has broken other people's programs, by what it goes for. All of it may be stored here. */
const many = (text: string, times: number) => text.repeat(times)
/** Characters by their numbers, where the eye would see nothing or be deceived. */
const of = (...points: number[]) => String.fromCodePoint(...points)
const [LRM, RLO, RLI, PDI] = [of(0x200e), of(0x202e), of(0x2067), of(0x2069)]
const [ZWSP, ZWNJ, ZWJ, BOM, NBSP] = [of(0x200b), of(0x200c), of(0x200d), of(0xfeff), of(0xa0)]

const NAMES_OF_THINGS = [
  ...['undefined', 'null', 'NULL', '(null)', 'nil', 'None', 'NaN', '-NaN', 'Infinity', '-Infinity'],
  ...['true', 'false', 'True', 'FALSE', 'yes', 'no', 'on', 'off', 'hasOwnProperty', '__proto__'],
  ...['constructor', 'toString', 'valueOf', 'prototype', '__defineGetter__', 'then', 'length'],
  ...['[object Object]', 'function(){}', 'con', 'NUL', 'aux.txt', 'COM1', 'self', 'window', 'this'],
]

const NUMBERS = [
  ...['0', '-0', '1', '-1', '1.0', '1.', '.1', '+1', '01', '1e3', '1E400', '1e-400', '0x10', '0b1'],
  ...['1e308', '1e309', '-1e309', '9007199254740993', '2147483648', '-2147483649', '4294967296'],
  ...['9223372036854775808', '18446744073709551616', many('9', 60), '1_000', '1,000.00', '1 000'],
  ...['٣', '１２３', '²', '½', 'Ⅷ', '0/0', '1/0', '1#INF', '--1', '$1', '$&', '\\1', '%1$s'],
]

const DATES = [
  ...['0000-00-00', '1969-12-31T23:59:59Z', '1970-01-01T00:00:00Z', '2038-01-19T03:14:08Z'],
  ...['9999-12-31T23:59:59.999Z', '10000-01-01', '-000001-01-01', '2024-02-30', '2023-02-29'],
  ...['2016-12-31T23:59:60Z', '2026-03-29T02:30:00+01:00', '2026-01-01T24:00:00Z', '20260101'],
  ...['now()', 'infinity', '-infinity', 'epoch', '1 day', 'P1Y', '2026-W01-1', '13/13/2026'],
]

const QUESTIONS_TO_A_DATABASE = [
  ...["'", "''", '"', '`', "' OR 1=1 --", '" OR ""="', "'; drop table person; --", "\\'; --"],
  ...["1' and pg_sleep(5) --", "' union select null, null --", "x') or ('1'='1", '/**/or/**/1=1'],
  ...['$$', '$tag$ x $tag$', "E'\\x00'", '::jsonb', '_', '\\%', '{"$gt":""}', '{$ne:1}', '?'],
]

const ORDERS_TO_A_TEMPLATE = [
  ...['{{7*7}}', '{{constructor.constructor("return 1")()}}', `$\{7*7}`, '#{7*7}', '<%= 7*7 %>'],
  ...['{% debug %}', `[[$\{7*7}]]`, `$\{jndi:ldap://127.0.0.1/a}`, '%{7*7}', '{0}', '{}', '%s%n%x'],
  ...['&lt;b&gt;', '&amp;amp;', '&#0;', 'javascript:alert(1)', 'data:text/html,x', '"onload="x'],
  ...[
    '*/',
    '<!--',
    ']]>',
    '=1+1',
    '@SUM(1)',
    "+cmd|' /C calc'!A0",
    '-2+3',
    '`id`',
    '$(id)',
    '| id',
  ],
]

const PLACES = [
  ...[
    '../../etc/passwd',
    '..\\..\\windows',
    '/etc/passwd',
    '....//....//',
    '%2e%2e%2f',
    '..%c0%af',
  ],
  ...[
    'file:///etc/passwd',
    'http://169.254.169.254/',
    'http://[::1]/',
    '//example.com',
    '\\\\a\\b',
  ],
  ...['C:\\', '~root', '.', '..', '...', '/', '\\', '%00', '%', '%%', '%zz', '%u0000', 'a%2500'],
  ...['a\r\nb: c', 'a\nSet-Cookie: b=c', '\r\n\r\n', '%0d%0aX: y', 'a\tb', 'a\u000bb', 'a\u0085b'],
]

const UNSEEN = [
  ...[ZWSP, ZWNJ, ZWJ, BOM, NBSP, of(0x2028), of(0x2029), of(0x3000), of(0x180e), of(0x2800)],
  ...[of(0xad), of(0x34f), of(0x61c), of(0x115f), of(0x3164), of(0xffa0), of(0x2060), of(0x1d173)],
  ...[`a${ZWSP}b`, `${BOM}abc`, `pay${ZWJ}pal`, `  a  `, `${NBSP}a${NBSP}`, of(0xe0001, 0xe0061)],
  ...['\u0001', '\u0007', '\u0008', '\u001b[31mred', '\u007f', '\u0080', '\u009b', 'a\u001ab'],
]

const DIRECTIONS = [
  ...[`${RLO}abc`, `${RLO}gpj.exe`, `a${RLI}b${PDI}c`, `${LRM}a`, 'مرحبا', 'שלום', 'بسم الله ١٢٣'],
  ...['הҕбж abc', 'ﷺ', 'ﷻ', `a${of(0x202a)}b`, many(RLO, 20), 'اَلْعَرَبِيَّةُ', 'ދިވެހި', '܀ܐܒܓ'],
]

const LETTERS = [
  ...[
    'Ω≈ç√∫',
    'åß∂ƒ©',
    '田中さん',
    '社會科學院',
    '찦차를',
    '𠜎𠜱𠝹',
    'ヽ༼ຈل͜ຈ༽ﾉ',
    'ТЕСТ',
    'ǅ',
    'İ',
    'ı',
    'ß',
    'ẞ',
  ],
  ...['ﬃ', 'ſ', 'K', 'Å', 'е́', '\u00e9', 'e\u0301', 'ǰ', 'ᾳ', 'ς', 'Σ', 'ʼn', '…', '℡', '㏒', '№'],
  ...['pаypal', 'аdmin', 'ɡoogle', 'ＡＢＣ', '𝐚𝐝𝐦𝐢𝐧', '𝓪', 'ⓐ', 'ᴀ', 'ⅰ', 'l1I|', 'rn', 'ѕсоре'],
  ...['Z̮̞̠͙͔ͅA̡L̢G̕O', many('́', 40), 'กิ่ก้ำ', 'ေါင်', 'హై', 'क्षि'],
  of(0x0c1c, 0x0c4d, 0x0c1e, 0x200c, 0x0c3e),
]

const PICTURES = [
  ...['😀', '👩‍👩‍👧‍👦', '🏳️‍🌈', '🏴‍☠️', '👍🏽', '🇩🇪', '🇩', '1️⃣', '❤️', '☺︎', '👩🏾‍🚀', '🫨', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
  ...[
    many('👨‍👩‍👧', 8),
    `👩${ZWJ}`,
    `${ZWJ}👩`,
    of(0x1f3fb),
    of(0xfe0f),
    of(0x20e3),
    '☃',
    '￾',
    '�',
  ],
  ...[of(0xfdd0), of(0xffff), of(0x1fffe), of(0x10ffff), of(0xe000), of(0xf8ff), of(0x10fffd)],
]

export const NAUGHTY: readonly string[] = [
  ...[...NAMES_OF_THINGS, ...NUMBERS, ...DATES, ...QUESTIONS_TO_A_DATABASE, ...PLACES],
  ...[...ORDERS_TO_A_TEMPLATE, ...UNSEEN, ...DIRECTIONS, ...LETTERS, ...PICTURES],
]

/** What no text here may hold: half a surrogate pair, and NUL. */
export const UNSTORABLE: readonly string[] = [
  ...['\ud800', '\udfff', 'a\udfff', '\ud83d', '\udc00\ud800', 'a\ud83db', '😀\ud83d'],
  ...['\u0000', 'a\u0000b', '\u0000a', 'a\u0000', "'\u0000--"],
]

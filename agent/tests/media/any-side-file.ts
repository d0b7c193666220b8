import fc from 'fast-check'

interface Place {
  lat: number
  lon: number
  at: number
}

const place: fc.Arbitrary<Place> = fc.record({
  lat: fc.double({ min: -89, max: 89, noNaN: true }).map(value => value || 0.123456),
  lon: fc.double({ min: -179, max: 179, noNaN: true }).map(value => value || 0.123456),
  at: fc.nat(4000),
})

const degrees = (value: number) => {
  const [whole, rest] = [Math.floor(Math.abs(value)), Math.abs(value) % 1]
  const minutes = rest * 60
  return { whole, minutes, seconds: (minutes % 1) * 60 }
}
const NS = (value: number) => (value < 0 ? 'S' : 'N')
const EW = (value: number) => (value < 0 ? 'W' : 'E')

/** What one moment looks like in the files of drones, dashcams and trackers. */
const MOMENTS: Record<string, (it: Place) => string> = {
  drone: ({ lat, lon, at }) =>
    `<font size="28">FrameCnt: ${at}, DiffTime: 33ms\n2026-11-01 10:00:00.000\n[iso: 100] ` +
    `[shutter: 1/500.0] [latitude: ${lat.toFixed(6)}] [longitude: ${lon.toFixed(6)}] </font>`,
  'drone of another year': ({ lat, lon, at }) =>
    `<font size="36">SrtCnt : ${at}, DiffTime : 33ms\n[iso : 110] [fnum : 280] [latitude : ` +
    `${lat.toFixed(5)}] [longtitude : ${lon.toFixed(5)}] [altitude: 16.4] </font>`,
  'drone with a home': ({ lat, lon }) =>
    `HOME(${lon.toFixed(4)},${lat.toFixed(4)}) 2017.08.05 14:11:51\n` +
    `GPS(${lon.toFixed(4)},${lat.toFixed(4)},16) BAROMETER:1.9\nISO:100 Shutter:60 EV: Fnum:2.2`,
  'drone in one line': ({ lat, lon }) =>
    `F/2.8, SS 206.14, ISO 150, EV 0, GPS (${lon.toFixed(4)}, ${lat.toFixed(4)}, 15), D 24.1m`,
  'drone without a fix': () => '[iso : 110] [shutter : 1/200.0] [fnum : 280] [ev : 0.7]',
  'drone with letters': ({ lat, lon }) =>
    `HOME(${EW(lon)}:${Math.abs(lon).toFixed(6)}, ${NS(lat)}:${Math.abs(lat).toFixed(6)})`,
  dashcam: ({ lat, lon }) =>
    `60 km/h ${NS(lat)}${Math.abs(lat).toFixed(5)} ${EW(lon)}${Math.abs(lon).toFixed(5)}`,
  'degrees, minutes and seconds': ({ lat, lon }) => {
    const [a, b] = [degrees(lat), degrees(lon)]
    const angle = (it: typeof a) =>
      `${it.whole}°${Math.floor(it.minutes)}'${it.seconds.toFixed(1)}"`
    return `${angle(a)}${NS(lat)} ${angle(b)}${EW(lon)}`
  },
  'degrees and minutes': ({ lat, lon }) => {
    const [a, b] = [degrees(lat), degrees(lon)]
    return `${a.whole}° ${a.minutes.toFixed(3)}′ ${NS(lat)}, ${b.whole}° ${b.minutes.toFixed(3)}′`
  },
  receiver: ({ lat, lon }) => {
    const [a, b] = [degrees(lat), degrees(lon)]
    const pair = (it: typeof a, digits: number) =>
      `${String(it.whole).padStart(digits, '0')}${it.minutes.toFixed(4).padStart(7, '0')}`
    return `$GPRMC,100000,A,${pair(a, 2)},${NS(lat)},${pair(b, 3)},${EW(lon)},000.5,054.7`
  },
  'a pair': ({ lat, lon }) => `${lat.toFixed(6)}, ${lon.toFixed(6)}`,
  JSON: ({ lat, lon }) => JSON.stringify({ lat: lat.toFixed(6), lon: lon.toFixed(6) }),
  'a link': ({ lat, lon }) => `geo:${lat.toFixed(6)},${lon.toFixed(6)}`,
}

const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
const clock = (second: number, comma: string) =>
  `00:${two(second / 60)}:${two(second % 60)}${comma}000`

/** A caption file of these texts, one a second. */
export const captionFileOf = (texts: readonly string[], ending: 'srt' | 'vtt', line = '\n') => {
  const comma = ending === 'srt' ? ',' : '.'
  const blocks = texts.map((text, at) => {
    const times = `${clock(at, comma)} --> ${clock(at + 1, comma)}`
    return `${ending === 'srt' ? `${at + 1}\n` : ''}${times}\n${text}`
  })
  const all = [...(ending === 'vtt' ? ['WEBVTT'] : []), ...blocks, '']
  return all.join('\n\n').replaceAll('\n', line)
}

const form = fc.record({
  ending: fc.constantFrom('srt' as const, 'vtt' as const),
  line: fc.constantFrom('\n', '\r\n'),
})

/** What a drone, a dashcam or a tracker leaves beside its video. */
export const anyTelemetry = fc
  .record({
    kind: fc.constantFrom(...Object.keys(MOMENTS)),
    places: fc.array(place, { minLength: 1, maxLength: 40 }),
    ...{ form },
  })
  .map(({ kind, places, form: { ending, line } }) => {
    const texts = places.map(it => MOMENTS[kind]?.(it) ?? '')
    return { kind, ending, content: captionFileOf(texts, ending, line) }
  })

const SAID = [
  'In version 1.21.4 the sun rises at 5.30',
  'Pi is 3.14159, and that is that.',
  'ISO 400, and then we wait.',
  'The drone went up 120.5 m!',
  'Kurs 0.9123 Euro, Position 3: Norden.',
  'GPS is off. Home at 10.',
  '<i>It was 40° in there</i>',
  'Episode 12, 48 kHz, 1/500 of a second',
  'シャッターは1/200でした',
  'N 7 or B 12? 1,5 Liter',
]

/** What somebody said: numbers and all, but no place. */
export const anySpeech = fc
  .record({ texts: fc.array(fc.constantFrom(...SAID), { minLength: 2, maxLength: 30 }), form })
  .map(({ texts, form: { ending, line } }) => ({
    ...{ ending, content: captionFileOf(texts, ending, line) },
  }))

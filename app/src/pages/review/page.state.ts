import {
  type GivenChoice,
  type GiveOrder,
  type Metadata,
  type WaitingRow,
} from '@content/api/contract'
import { useSearchParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, createSignal } from 'solid-js'
import { order } from '../../orders.ts'
import { LOOKS } from '../../platforms/index.ts'
import type { Given } from '../../platforms/review-look.ts'
import { ordersQuery, waitingQuery } from '../../queries.ts'
import { useIsAtLeast } from '../../session.tsx'
import { de } from '../../words/de/review.ts'
import { en } from '../../words/en/review.ts'
import { wordsIn } from '../../words/locale.ts'
import { isTooLong } from './limits.ts'
import { isApproved, itemsOf, whyRefused } from './queue.ts'

export const words = wordsIn({ en, de })

interface Draft {
  words?: Metadata
  given?: Given
}

/** What waits for a yes, what was changed of it here, and the yes itself. */
export function makeReview() {
  const isAtLeast = useIsAtLeast()
  const [search, setSearch] = useSearchParams()
  const waiting = useQuery(waitingQuery)
  const orders = useQuery(ordersQuery)
  const [gone, setGone] = createSignal<ReadonlySet<string>>(new Set())
  const [drafts, setDrafts] = createSignal<Readonly<Record<string, Draft>>>({})
  const [said, setSaid] = createSignal('')
  const known = () => orders.data?.orders ?? []
  const items = createMemo(() =>
    itemsOf(waiting.data?.waiting ?? [], row => gone().has(row.id) || isApproved(row, known())),
  )
  const open = () => items().find(it => it.sha256 === search.item) ?? items()[0]
  const row = () => open()?.rows.find(it => it.connectionId === search.channel) ?? open()?.rows[0]
  const wordsOf = (row: WaitingRow) => drafts()[row.id]?.words ?? row.draft
  const givenOf = (row: WaitingRow) => drafts()[row.id]?.given ?? {}
  const change = (row: WaitingRow, draft: Draft) =>
    setDrafts(all => ({ ...all, [row.id]: { ...all[row.id], ...draft } }))
  const show = (sha256: string | undefined, channel?: string) =>
    setSearch({ item: sha256, channel }, { replace: true })
  const beside = (row: WaitingRow, step: 1 | -1) => {
    const all = items()
    return all[all.findIndex(it => it.sha256 === row.sha256) + step]
  }
  const wish = (row: WaitingRow, wish: GiveOrder['wish'], isOfVideo: boolean) =>
    order({
      ...{ deviceId: row.deviceId, sha256: row.sha256, wish },
      ...(!isOfVideo && { connectionId: row.connectionId }),
    })

  function choiceOf(row: WaitingRow): GivenChoice {
    const changed = drafts()[row.id]?.words
    // Safe cast: the forms give it by the choice's own names, and the server checks all of it.
    return {
      ...{ platform: row.platform, ...givenOf(row), ...(changed && { words: changed }) },
    } as GivenChoice
  }

  /** Why it cannot be approved as it is; null when it can. */
  async function whyNot(row: WaitingRow): Promise<string | null> {
    const now = wordsOf(row)
    if (!now) return words().notDrafted
    if (isTooLong(now)) return words().tooLong
    const look = await LOOKS[row.platform].review()
    return look.whyNot?.(choiceOf(row), row) ?? null
  }

  /** Answers with what comes next at once; what is refused comes back with the reason. */
  async function approve(row: WaitingRow): Promise<boolean> {
    const why = await whyNot(row)
    const choice = choiceOf(row)
    if (why !== null) {
      setSaid(words().cannotApprove(why))
      return false
    }
    const others = open()?.rows.filter(it => it.id !== row.id) ?? []
    const next = others[0] ?? beside(row, 1)?.rows[0] ?? beside(row, -1)?.rows[0]
    setGone(all => new Set([...all, row.id]))
    show(next?.sha256, next?.connectionId)
    const left = items().length
    setSaid(words().approved(row.fileName, left ? words().left(left) : words().allDone))
    void wish(row, { kind: 'approve', choice }, false).then(ended => {
      if (ended && ended.state !== 'refused') return
      setGone(all => new Set([...all].filter(id => id !== row.id)))
    })
    return true
  }

  return {
    ...{ waiting, items, open, row, wordsOf, givenOf, change, show, beside, wish, approve, said },
    mayDecide: () => isAtLeast('editor'),
    isChanged: (row: WaitingRow) => drafts()[row.id]?.words !== undefined,
    refusal: (row: WaitingRow) => whyRefused(row, known()),
  }
}

export type ReviewState = ReturnType<typeof makeReview>

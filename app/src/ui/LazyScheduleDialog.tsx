import { type ComponentProps, lazy, Suspense } from 'solid-js'

const Dialog = lazy(async () => ({
  default: (await import('./ScheduleDialog.tsx')).ScheduleDialog,
}))

/** Fetches what the dialog needs of calendars and zones, so that it then opens at once. */
export const preloadScheduleDialog = () => void Dialog.preload()

/** The dialog on pages that stand without it. */
export function LazyScheduleDialog(props: ComponentProps<typeof Dialog>) {
  return (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  )
}

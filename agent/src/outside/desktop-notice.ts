import { outputOf } from '../lib/output-of.ts'

export interface Notice {
  title: string
  text: string
}

/** Shows a notice where the system has something to show it with; no work waits for it. */
export function showNotice(notice: Notice): void {
  // Without a desktop nothing comes of it: the terminal and the dashboard tell the same.
  void outputOf(noticeCommand(process.platform, notice))
}

/**
 * What shows a notice on the desktop of this system. Texts come from file names and channels, so
 * they are handed over as data, and never as an option or a script.
 */
export function noticeCommand(system: NodeJS.Platform, { title, text }: Notice): string[] {
  if (system === 'darwin') return ['osascript', ...MAC, '--', title, text]
  if (system === 'win32') {
    return ['powershell', '-NoProfile', '-NonInteractive', '-Command', toast(title, text)]
  }
  return ['notify-send', '--app-name=content', '--', title, unmarked(text)]
}

const MAC = [
  ...['-e', 'on run argv'],
  ...['-e', 'display notification (item 2 of argv) with title (item 1 of argv)'],
  ...['-e', 'end run'],
]

const UI = 'Windows.UI.Notifications'
const toast = (title: string, text: string) => `
$manager = [${UI}.ToastNotificationManager, ${UI}, ContentType = WindowsRuntime]
$toast = [${UI}.ToastNotification, ${UI}, ContentType = WindowsRuntime]
$xml = $manager::GetTemplateContent('ToastText02')
$lines = $xml.GetElementsByTagName('text')
[void]$lines.Item(0).AppendChild($xml.CreateTextNode(${inBase64(title)}))
[void]$lines.Item(1).AppendChild($xml.CreateTextNode(${inBase64(text)}))
$app = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
$manager::CreateToastNotifier($app).Show($toast::new($xml))`

/** A text as an expression of PowerShell's in which nothing of it can be read as one. */
function inBase64(text: string): string {
  const letters = Buffer.from(text).toString('base64')
  return `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${letters}'))`
}

/** A desktop may read the text as markup. */
function unmarked(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

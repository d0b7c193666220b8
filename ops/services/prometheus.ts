import { firstThatRuns, nothingToClose, type Part } from './part.ts'

/** Debian names one of them after the other, so that it is not taken for something else. */
const find = async () => {
  const alertmanager = await firstThatRuns(ALERTMANAGER)
  return alertmanager && (await firstThatRuns(['prometheus']))
}
const ALERTMANAGER = ['prometheus-alertmanager', 'alertmanager']

/** The programs alone; whoever tests with them writes what they are to do. */
export const prometheus: Part = {
  variables: ['PROMETHEUS_PATH', 'ALERTMANAGER_PATH'],
  aptPackages: ['prometheus', 'prometheus-alertmanager'],
  advice:
    'Prometheus and its Alertmanager: set PROMETHEUS_PATH and ALERTMANAGER_PATH, or install them ' +
    '(Debian, Ubuntu: apt-get install prometheus prometheus-alertmanager).',
  find,
  start: async program => ({
    env: {
      PROMETHEUS_PATH: program,
      ALERTMANAGER_PATH: (await firstThatRuns(ALERTMANAGER)) ?? '',
    },
    close: nothingToClose,
  }),
}

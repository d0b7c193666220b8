/** Whether the process runs at all: `/livez` as Kubernetes calls it, `/healthz` as others do. */
export const ALIVE_PATHS: readonly string[] = ['/livez', '/healthz']
/** Whether it may be sent people. */
export const READY_PATH = '/readyz'

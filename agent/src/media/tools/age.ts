/** The oldest FFmpeg that a release is made for; what is older gets no fixes any more. */
export const LEAST_FFMPEG = '5.0'

/** Of its libavutil, which every build names, even one that only says when it was made. */
const LEAST_GENERATION = 57

/** Whether an FFmpeg is older than that, by its libavutil's major version. */
export const isOld = (generation: number) => generation < LEAST_GENERATION

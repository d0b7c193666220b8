export type Environment = Readonly<Record<string, string | undefined>>

/** By name, because a key that nobody thought of must not be among them. */
const HARMLESS = new RegExp(
  '^(PATH|HOME|USERPROFILE|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_.*|TZ|SYSTEMROOT|WINDIR|COMSPEC|' +
    'LD_LIBRARY_PATH|DYLD_.*|FONTCONFIG_.*|XDG_.*|LIBVA_.*|VDPAU_.*|CUDA_.*|NVIDIA_.*|DISPLAY|' +
    'NODE_EXTRA_CA_CERTS)$',
)

/** What a tool that works for us may see: where things are on this machine, and no key. */
export const harmless = (env: Environment): Environment => only(env, name => HARMLESS.test(name))

/** Ours, and whatever calls itself a secret. */
const SECRET = /^(CONTENT_CREATION_|OPENAI_)|(KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)$/

/** What a program of the desktop may see, such as the browser: all of it but our keys. */
export const withoutKeys = (env: Environment = process.env): Environment =>
  only(env, name => !SECRET.test(name))

const only = (env: Environment, may: (name: string) => boolean): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => may(name.toUpperCase())))

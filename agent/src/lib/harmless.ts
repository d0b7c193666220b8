type Environment = Readonly<Record<string, string | undefined>>

/** By name, because a key that nobody thought of must not be among them. */
const HARMLESS = new RegExp(
  '^(PATH|HOME|USERPROFILE|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_.*|TZ|SYSTEMROOT|WINDIR|COMSPEC|' +
    'LD_LIBRARY_PATH|DYLD_.*|FONTCONFIG_.*|XDG_.*|LIBVA_.*|VDPAU_.*|CUDA_.*|NVIDIA_.*|DISPLAY|' +
    'NODE_EXTRA_CA_CERTS)$',
)

/** What programs that we start may see of this environment. */
export const harmless = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => HARMLESS.test(name.toUpperCase())))

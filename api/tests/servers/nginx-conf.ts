/** A configuration by which nginx runs as anybody, in the foreground, out of one folder. */
export const nginxConf = (folder: string, http: string) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map(kind => `${kind}_temp_path ${folder}/${kind};`)
    .join('\n  ')}
  ${http}
}
`

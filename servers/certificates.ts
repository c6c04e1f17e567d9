import { connect } from 'node:tls';

/** Codes of https://nodejs.org/api/tls.html#x509-certificate-error-codes that a missing authority causes. */
const UNKNOWN_AUTHORITY = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Says why two ends found no way to speak over TLS, and what to do; undefined if something else is wrong. */
export async function tlsFault(
  url: string,
  { code = '', message }: NodeJS.ErrnoException,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<{ reason: string; fix: string } | undefined> {
  const { host, hostname, protocol } = new URL(url);
  if (UNKNOWN_AUTHORITY.has(code)) {
    return {
      reason: `its certificate is of an authority that this machine does not trust, ${code}`,
      fix: `export SSL_CERT_FILE=FILE, with the authority's certificate in PEM${present(env)}`,
    };
  }
  if (code === 'CERT_HAS_EXPIRED')
    return { reason: 'its certificate has expired', fix: `renew the certificate of ${host}` };
  if (code === 'CERT_NOT_YET_VALID') {
    const fix = "set this machine's clock, or wait";
    return { reason: 'its certificate is not valid yet', fix };
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const fix = `name the server as its certificate does, or give it one for ${hostname}`;
    return { reason: `its certificate is for other names. ${message}`, fix };
  }
  if (/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$|^EPROTO$/.test(code))
    return { reason: `it does not speak TLS, ${code}`, fix: `use http:// for ${host}` };
  if (protocol === 'http:' && /^(ECONNRESET|HPE_\w+)$/.test(code) && (await speaksTls(url)))
    return { reason: `it speaks TLS, ${code}`, fix: `use https:// for ${host}` };
  return undefined;
}

/** A server that wants TLS cuts an http request off, and so does one that is just failing: a handshake tells. */
function speaksTls(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const options = {
    host: hostname,
    port: Number(port || 80),
    rejectUnauthorized: false,
    timeout: 2000,
  };
  const socket = connect(options, () => resolve(true));
  socket.on('error', () => resolve(false));
  socket.on('timeout', () => resolve(false));
  return promise.finally(() => socket.destroy());
}

/** What a user may have set already, for it explains why that did not do. */
function present(env: Readonly<Record<string, string | undefined>>): string {
  const { SSL_CERT_FILE: file, NODE_EXTRA_CA_CERTS: extra } = env;
  if (file) return `; it is ${file} now`;
  return extra ? '. NODE_EXTRA_CA_CERTS does not reach the providers' : '';
}

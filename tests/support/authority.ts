import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server's certificate and key, in PEM. */
export interface Identity {
  cert: string;
  key: string;
}

/** A certificate authority of its own, as companies have for their inner servers. Needs the openssl command. */
export class Authority {
  readonly #directory: string;

  /** @param directory an empty one, for its files. */
  constructor(directory: string) {
    this.#directory = directory;
    const subject = ['-subj', '/CN=Authority of the tests'];
    this.#openssl('req', '-x509', ...NEW_KEY, 'ca.key', '-out', 'ca.pem', ...subject);
  }

  /** Its certificate, for SSL_CERT_FILE. */
  get file(): string {
    return join(this.#directory, 'ca.pem');
  }

  /**
   * A certificate for a server on this machine.
   *
   * @param names what it is for, in the words of subjectAltName.
   * @param end when it expires.
   */
  issue(names = 'DNS:localhost,IP:127.0.0.1', end = new Date(Date.now() + DAY)): Identity {
    writeFileSync(join(this.#directory, 'names'), `subjectAltName=${names}\n`);
    this.#openssl('req', ...NEW_KEY, 'key.pem', '-out', 'csr.pem', '-subj', '/CN=a server');
    const config = `[ca]\ndefault_ca=own\n[own]\ndatabase=index\nserial=serial\nnew_certs_dir=.\npolicy=any\ndefault_md=sha256\n[any]\ncommonName=supplied\n`;
    writeFileSync(join(this.#directory, 'ca.cnf'), config);
    writeFileSync(join(this.#directory, 'index'), '');
    writeFileSync(join(this.#directory, 'index.attr'), 'unique_subject=no\n');
    writeFileSync(join(this.#directory, 'serial'), '01\n');
    const validity = [
      '-startdate',
      instant(new Date(end.getTime() - 2 * DAY)),
      '-enddate',
      instant(end),
    ];
    const signer = [
      '-config',
      'ca.cnf',
      '-cert',
      'ca.pem',
      '-keyfile',
      'ca.key',
      '-batch',
      '-notext',
    ];
    this.#openssl(
      'ca',
      ...signer,
      ...validity,
      '-extfile',
      'names',
      '-in',
      'csr.pem',
      '-out',
      'cert.pem',
    );
    const read = (file: string) => readFileSync(join(this.#directory, file), 'utf8');
    return { cert: read('cert.pem'), key: read('key.pem') };
  }

  #openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.#directory, stdio: 'pipe' });
  }
}

/** Whether this machine has the openssl command. */
export const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const DAY = 24 * 60 * 60 * 1000;
const NEW_KEY = ['-newkey', 'rsa:2048', '-nodes', '-keyout'];

/** YYYYMMDDHHMMSSZ, as openssl takes it. */
function instant(date: Date): string {
  return `${date.toISOString().replaceAll(/[-:T]|\.\d+Z$/g, '')}Z`;
}

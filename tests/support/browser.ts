/** What a browser does for a login without a window: it keeps cookies, follows redirects and fills forms. */
export class Browser {
  /** By host, then by name: the port makes no difference to a browser. */
  readonly #cookies = new Map<string, Map<string, string>>();
  /** Every `set-cookie` line that was sent, in order. */
  readonly setCookies: string[] = [];

  /** The value of the cookie, if the browser has it for that host. */
  cookie(name: string, host = '127.0.0.1'): string | undefined {
    return this.#cookies.get(host)?.get(name);
  }

  plant(name: string, value: string, host = '127.0.0.1'): void {
    this.#jar(host).set(name, value);
  }

  /** One request, with the browser's cookies; a redirect is the answer. */
  async request(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const { hostname } = new URL(url);
    const jar = this.#jar(hostname);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) {
      this.setCookies.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** Follows redirects until there is a page, or an address outside `inside`. */
  async follow(
    url: string | URL,
    inside: string,
    init: RequestInit = {},
  ): Promise<{ url: URL; response: Response | undefined }> {
    let at = new URL(url);
    let response = await this.request(at, init);
    for (let hops = 0; hops < 10; hops += 1) {
      const location = response.headers.get('location');
      if (location === null) return { url: at, response };
      at = new URL(location, at);
      if (at.origin !== inside) return { url: at, response: undefined };
      response = await this.request(at);
    }
    throw new Error(`${at.href} redirects without end`);
  }

  /** Sends the form of a page as a browser would, with these fields filled in. */
  async submit(page: URL, html: string, fields: Record<string, string>, inside: string) {
    const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1];
    if (action === undefined) throw new Error(`there is no form on the page:\n${html}`);
    const form = new URLSearchParams(hiddenFields(html));
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return this.follow(new URL(unescaped(action), page), inside, {
      method: 'POST',
      headers: { origin: page.origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
  }

  #jar(host: string): Map<string, string> {
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    return jar;
  }
}

/** The fields that a page's form carries along. */
export const hiddenFields = (html: string): [string, string][] =>
  [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [unescaped(name), unescaped(value)],
  );

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

import type { Exchange, Reply } from './exchange.ts';

/** How an error looks in each media type. */
const templates: [types: string[], contentType: string, (message: string, id: string) => string][] =
  [
    [
      ['application/json', 'application/*', '*/*'],
      'application/json; charset=utf-8',
      (message, id) => `{\n  "message":"${message}",\n  "request_id":"${id}"\n}`,
    ],
    [
      ['text/html', 'text/*'],
      'text/html; charset=utf-8',
      (message, id) => `<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <title>Error</title>
  </head>
  <body>
    <h1>Error</h1>
    <p>${message}.</p>
    <p>request_id: ${id}</p>
  </body>
</html>
`,
    ],
    [
      ['application/xml'],
      'application/xml; charset=utf-8',
      (message, id) =>
        `<?xml version="1.0" encoding="UTF-8"?>\n<error>\n  <message>${message}</message>\n  <requestid>${id}</requestid>\n</error>\n`,
    ],
    [
      ['text/plain'],
      'text/plain; charset=utf-8',
      (message, id) => `${message}\nrequest_id: ${id}\n`,
    ],
  ];

function templateFor(type: string): (typeof templates)[number] | undefined {
  return templates.find(([types]) => types.includes(type));
}

/** The format of the media type with the highest quality, or JSON if that one is unknown. */
function preferred(accept: string): (typeof templates)[number] | undefined {
  let [best] = templates;
  let highest = 0;
  for (const entry of accept.split(',')) {
    const [type = '', ...parameters] = entry
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const given = parameters.map((parameter) => /^q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
    const quality = given === undefined ? 1 : Number(given);
    if (!type.includes('/') || quality <= highest) continue;
    highest = quality;
    best = templateFor(type) ?? best;
  }
  return best;
}

/** Writes a reply's message in the format that the client prefers. */
export function render(reply: Reply, { id, request: { headers } }: Exchange): Reply {
  if (reply.message === undefined) return reply;
  // What the web server itself reports falls back on plain text, what the gateway reports on JSON.
  const fallback = reply.byServer ? (headers['content-type'] ?? 'text/plain') : '*/*';
  const template = preferred(headers.accept ?? fallback);
  if (!template) return reply;
  return {
    status: reply.status,
    headers: { 'Content-Type': template[1], ...reply.headers },
    body: template[2](reply.message, id),
  };
}

const titles: Record<number, string> = {
  301: 'Moved Permanently',
  302: 'Found',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
};

/** The web server's own page for a redirect. */
export function page(status: number): { headers: Record<string, string>; body: string } {
  const title = `${status} ${titles[status] ?? ''}`;
  const charset = status < 303 ? '' : '; charset=UTF-8';
  return {
    headers: { 'Content-Type': `text/html${charset}` },
    body:
      `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n` +
      `<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
  };
}

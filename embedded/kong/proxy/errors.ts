import type { Reply } from './exchange.ts';

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

function preferred(accept: string): string[] {
  return accept
    .split(',')
    .map((entry) => {
      const [type = '', ...parameters] = entry.trim().split(';');
      const quality = parameters
        .map((parameter) => /q=([\d.]+)/.exec(parameter)?.[1])
        .find(Boolean);
      return { type: type.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .sort((a, b) => b.quality - a.quality)
    .map(({ type }) => type);
}

/** Writes a reply's message in the format that the client prefers. */
export function render(reply: Reply, id: string, accept: string): Reply {
  if (reply.message === undefined) return reply;
  const types = preferred(accept);
  const found = types.flatMap((type) => templates.filter(([names]) => names.includes(type)))[0];
  const template = found ?? templates[0];
  if (!template) return reply;
  return {
    status: reply.status,
    headers: { 'Content-Type': template[1], ...reply.headers },
    body: template[2](reply.message, id),
  };
}
